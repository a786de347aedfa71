// In place of a native module: a server's helper process ends with the server.
const everyMs = 2000;

exports.start = (parent) => {
  const timer = setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(87);
    }
  }, everyMs);
  timer.unref();
};

exports.exit = (code) => process.exit(code ?? 0);
