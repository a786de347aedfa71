import { startEmbeddedStore, waysToBucket } from '../testing/embedded-store.ts';
import { objectStoreContract } from '../testing/object-store-contract.ts';
import { createLightStore } from './light-store.ts';

for (const way of waysToBucket)
  objectStoreContract(`the light wire, ${way}`, createLightStore, () => startEmbeddedStore(way));
