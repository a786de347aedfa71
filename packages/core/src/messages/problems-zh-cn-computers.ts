import type { problemWordsComputers } from '../problem-words-computers.ts';
import type { ProblemWords } from '../problems.ts';

/** Chinese words for mistakes that only computers find. */
export const problemsZhCnComputers: Pick<ProblemWords, keyof typeof problemWordsComputers> = {
  'is-empty': () => '为空',
  'same-profile': () => '必须是另一个配置，不能与原配置相同',
  'file-unreadable': ({ system }) => `无法读取（${system}）`,
  'variables-needed': ({ pairs }) =>
    `请设置环境变量 ${pairs.map(([id, secret]) => `${id} 和 ${secret}`).join('，或 ')}`,
  'command-slow': ({ seconds }) => `获取密钥的命令超过了 ${seconds} 秒`,
  'command-failed': ({ exit }) => `获取密钥的命令失败，退出码 ${exit}`,
  'command-no-json': () => '获取密钥的命令没有输出 Version 1 的 JSON',
  'command-no-keys': () => '获取密钥的命令没有输出 AccessKeyId 和 SecretAccessKey',
  'command-no-date': () => '获取密钥的命令输出的 Expiration 不是日期',
  'no-aws-profile': ({ name }) => `AWS 的共享配置文件中没有配置 ${name}`,
  'aws-profile-keyless': ({ name }) => `配置 ${name} 中没有 aws_access_key_id 和 aws_secret_access_key`,
  'aws-profile-role': ({ name }) =>
    `配置 ${name} 通过单点登录或角色获得密钥；请使用命令：aws configure export-credentials --profile ${name} --format process`,
};
