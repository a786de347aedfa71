import {
  accepted,
  type BucketState,
  openBucketAdmin,
  type Profile,
  resolveStore,
  type StoreInit,
} from '@imbed/core';
import { hostFor } from '../doctor-host.ts';
import type { Io } from '../io.ts';

/** What sends requests to the store of a profile. */
export async function storeInitOf(profile: Profile, io: Io): Promise<StoreInit> {
  const store = accepted(resolveStore(profile), profile.provider);
  const { connect, credentials, digests, clock } = hostFor(profile, io);
  const { transport } = await connect(profile, store.endpoint);
  return { store, credentials, digests, clock, transport };
}

/** Rejects with what keeps the store from answering, such as wrong keys. */
export async function lookAtBucket(profile: Profile, io: Io): Promise<BucketState> {
  const admin = await openBucketAdmin(await storeInitOf(profile, io));
  return admin.state({ signal: io.signal });
}
