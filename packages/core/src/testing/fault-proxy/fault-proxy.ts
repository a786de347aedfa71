import { type ClientRequest, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { percentDecode } from '../../percent-encoding.ts';
import { startLoopback } from '../loopback.ts';
import { resetConnection } from '../reset-connection.ts';
import { xmlError } from '../s3-server/xml.ts';
import { bodyStages, type Pause } from './body-stages.ts';
import { breakReply, resetRequest } from './broken-bodies.ts';
import { createRules } from './rules.ts';
import type { FaultRule, WireFault } from './wire-fault.ts';

export interface FaultProxyOptions {
  readonly targetPort: number;
  /** `127.0.0.1` when absent. */
  readonly targetHost?: string;
  /** How `delay` and `throttle` wait; the machine's timer when absent. */
  readonly pause?: Pause;
}

export interface ProxiedRequest {
  readonly method: string;
  /** Percent-encoding undone. */
  readonly path: string;
  /** As sent, without `?`. */
  readonly query: string;
  readonly fault: WireFault['kind'] | undefined;
  /** Of the store's answer; `undefined` until, and unless, there is one. */
  readonly status: number | undefined;
}

export interface FaultProxy {
  /** `http://127.0.0.1:PORT`, to be used where the store's would be. */
  readonly endpoint: string;
  /** Every request so far, in the order they began. */
  readonly log: readonly ProxiedRequest[];
  /** The first rule that has a fault for a request decides. */
  rule(rule: FaultRule): void;
  /** Forgets rules and log. */
  clear(): void;
  /** Ends every connection, the hanging ones too. */
  close(): Promise<void>;
}

type LogEntry = { -readonly [Field in keyof ProxiedRequest]: ProxiedRequest[Field] };

/**
 * A bad line to any store that speaks S3 over plain HTTP, the embedded server and Ceph RGW alike. Requests pass as
 * they were signed, the `Host` header included, so that signatures stay valid. It spoils what travels; what a store
 * itself may say or hold back is for the hook of `startS3Server`.
 */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const { targetPort: port, targetHost: host = '127.0.0.1', pause = setTimeout } = options;
  const rules = createRules();
  const log: LogEntry[] = [];

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const entry = describe(incoming);
    const fault = rules.take(entry);
    log.push(entry);
    entry.fault = fault?.kind;
    incoming.on('error', () => outgoing.destroy());
    if (fault?.kind === 'hang') return void incoming.resume();
    if (fault?.kind === 'refuse') return refuse(incoming, outgoing, fault);
    if (fault?.kind === 'delay') await pause(fault.ms);
    const { method, url: path, headers } = incoming;
    // A connection of its own each time: one that went stale would be a fault that nobody asked for.
    const onward = request({ host, port, method, path, headers, setHost: false, agent: false });
    onward.on('error', () => resetConnection(incoming.socket));
    outgoing.on('close', () => onward.destroy());
    onward.on('response', (reply) => {
      entry.status = reply.statusCode;
      answer(reply, outgoing, fault, pause);
    });
    send(incoming, onward, fault, pause);
  }

  const { url, close } = await startLoopback((incoming, outgoing) => void pass(incoming, outgoing));
  return {
    endpoint: url,
    log,
    rule: rules.add,
    clear() {
      rules.clear();
      log.length = 0;
    },
    close,
  };
}

function describe({ method = 'GET', url = '/' }: IncomingMessage): LogEntry {
  const mark = url.includes('?') ? url.indexOf('?') : url.length;
  const path = percentDecode(url.slice(0, mark));
  return { method, path, query: url.slice(mark + 1), fault: undefined, status: undefined };
}

function refuse(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { status, code, early = false, headers = {} }: WireFault & { kind: 'refuse' },
): void {
  const RequestId = 'fault-proxy';
  const body = xmlError({ Code: code, Message: 'As the test wishes.', RequestId });
  const answer = () => {
    outgoing.writeHead(status, {
      'content-type': 'application/xml',
      'x-amz-request-id': RequestId,
      ...(early && { connection: 'close' }),
      ...headers,
    });
    outgoing.end(incoming.method === 'HEAD' ? undefined : body);
  };
  if (early) answer();
  else incoming.on('end', answer);
  incoming.resume();
}

function send(
  incoming: IncomingMessage,
  onward: ClientRequest,
  fault: WireFault | undefined,
  pause: Pause,
): void {
  if (fault?.kind === 'reset-request') resetRequest(incoming, onward, fault.afterBytes);
  else pipeline([incoming, ...bodyStages(fault, 'flip-request', pause), onward], () => undefined);
}

function answer(
  reply: IncomingMessage,
  outgoing: ServerResponse,
  fault: WireFault | undefined,
  pause: Pause,
): void {
  if (fault?.kind === 'lose-reply') {
    reply.on('end', () => outgoing.socket && resetConnection(outgoing.socket));
    return void reply.resume();
  }
  // The store's own, or none where it is taken away.
  outgoing.sendDate = false;
  outgoing.writeHead(reply.statusCode ?? 502, replyHeaders(reply, fault));
  if (fault?.kind === 'reset-reply' || fault?.kind === 'truncate-reply')
    breakReply(reply, outgoing, fault.afterBytes, fault.kind).catch(() => outgoing.destroy());
  else pipeline([reply, ...bodyStages(fault, 'flip-reply', pause), outgoing], () => undefined);
}

/** All but those that are about one connection: https://www.rfc-editor.org/rfc/rfc9110#field.connection */
function replyHeaders({ headers }: IncomingMessage, fault: WireFault | undefined) {
  const { connection: _, 'keep-alive': __, ...kept } = headers;
  const changed = fault?.kind === 'rewrite-reply' ? { ...kept, ...fault.headers } : kept;
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
}
