/** The page that stands while the supervisor rests or waits for the server: what is wrong, since when, what to do. A file of its own: it needs no server. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Why, in words for whoever stands before the screen. */
const reasons: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  tab_crashed: ['trang màn hình bị sập nhiều lần', 'the page of the wall crashed again and again'],
  no_frames: ['trang màn hình đứng hình nhiều lần', 'the page of the wall stood still again and again'],
  no_first_frame: ['không mở được trang màn hình (máy chủ không trả lời, hoặc địa chỉ sai)', 'the page of the wall does not open (the server does not answer, or the address is wrong)'],
  not_thap: ['trang ở địa chỉ này không phải của Tháp', 'the page at this address is not one of Tháp'],
  browser_ended: ['trình duyệt tự tắt nhiều lần', 'the browser ended again and again'],
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** `data-thap`: by it the supervisor knows the page again (browser.ts). */
const frame = (body: string): string => `<!doctype html><html lang="vi" translate="no" data-thap="plain"><meta charset="utf-8"><meta name="google" content="notranslate"><title>Tháp</title>
<style>body{background:#0f1214;color:#f1f4f6;font:400 2.6vh/1.5 Roboto,sans-serif;margin:12vh 10vw}h1{font-size:5vh}p{color:#c2cad1}b{color:#f1f4f6}</style>
${body}</html>`

/** The text of the page while it rests. `reason`: see `KioskReason`, or `not_thap`: the page that does not open is another's; the instants are clock times. */
export function restingPage(reason: string, url: string, atText: string, againText: string): string {
  const [vi, en] = reasons[reason] ?? [reason, reason]
  return frame(`<h1>Màn hình tạm dừng từ ${escape(atText)}</h1>
<p>Vì: <b>${escape(vi)}</b>. Địa chỉ: ${escape(url)}</p><p>Tự thử lại lúc <b>${escape(againText)}</b>. Nếu vẫn vậy: kiểm tra máy chủ, dây mạng, rồi khởi động lại máy này.</p>
<hr><p lang="en">The wall has rested since ${escape(atText)}: ${escape(en)}. It tries again at ${escape(againText)}. If that fails: check the server and the cable, then restart this machine.</p>`)
}

/** The text of the page while there is no server and no picture kept from before. */
export function waitingPage(url: string, atText: string): string {
  return frame(`<h1>Đang chờ máy chủ từ ${escape(atText)}</h1>
<p>Máy chủ chưa trả lời: <b>${escape(url)}</b></p><p>Màn hình tự mở trong 10 giây sau khi máy chủ sẵn sàng. Nếu chờ lâu: kiểm tra máy chủ và dây mạng.</p>
<hr><p lang="en">Waiting for the server since ${escape(atText)}. The wall opens by itself within 10 seconds of its being ready. If that takes long: check the server and the cable.</p>`)
}

/** Writes it beside the browser's profile; its address. */
export function writePlainPage(profileDir: string, text: string): string {
  const path = join(profileDir, 'thap-resting.html')
  writeFileSync(path, text)
  return pathToFileURL(path).href
}
