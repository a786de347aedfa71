import type { ErrorFacts } from '../../errors.ts';
import { isAliyun } from '../phrasebook.ts';

interface Rights {
  readonly read: string;
  readonly list: string;
  readonly parts: string;
}

/** What the policies of a store call these rights; most have taken over the names of AWS. */
export function rights(facts: ErrorFacts): Rights {
  if (isAliyun(facts)) return aliyun;
  return facts.provider === 'tencent-cos' ? tencent : aws;
}

/** https://help.aliyun.com/en/oss/user-guide/authorization-syntax-and-elements */
const aliyun: Rights = {
  read: 'oss:GetObject',
  list: 'oss:ListObjects',
  parts: 'oss:PutObject, oss:AbortMultipartUpload',
};

/** https://cloud.tencent.com/document/product/436/30580 */
const tencent: Rights = {
  read: 'name/cos:GetObject, name/cos:HeadObject',
  list: 'name/cos:GetBucket',
  parts: 'name/cos:InitiateMultipartUpload, name/cos:AbortMultipartUpload',
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_s3.html */
const aws: Rights = {
  read: 's3:GetObject',
  list: 's3:ListBucket',
  parts: 's3:PutObject, s3:AbortMultipartUpload',
};
