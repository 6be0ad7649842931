/**
 * `npm start`: the demo in one command. Starts the server on a demo store and a simulated source beside it, says where to look.
 * Environment: PORT, HOST, RUNTIME_DIR as for the server.
 */
import { runDemo } from './samples/demo.ts'

const say = (vi: string, en: string): void => { process.stdout.write(`${vi}\n${en}\n`) }

process.exitCode = await runDemo({
  env: process.env, say,
  onReady: (origin) => {
    say(`\nTháp đang chạy với DỮ LIỆU MÔ PHỎNG. Mở ${origin}/ bằng trình duyệt trên máy này. Dừng: Ctrl+C.`,
      `Tháp is running with SIMULATED DATA. Open ${origin}/ in a browser on this machine. Stop: Ctrl+C.\n`)
    return () => Promise.resolve()
  },
})
