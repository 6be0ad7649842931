/**
 * `npm run verify`: follows the chain of acts of a store (rules, warnings, tasks, adoptions, play-lists) and says whether it holds. Opens the store
 * for reading only, also beside a running server. Exit code 0: it holds; 1: it is broken; 2: there is no such store.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { chooseStore } from '../access/choose-store.ts'
import { verifyActs } from '../log/ledger.ts'
import { openReader, schemaOf, schemaVersion, storeFileName } from '../log/schema.ts'

/** First schema that keeps acts. */
const firstWithActs = 2

const say = (vi: string, en: string): void => { process.stdout.write(`${vi}\n${en}\n`) }

function judge(db: DatabaseSync, path: string): number {
  const schema = schemaOf(db)
  if (schema < firstWithActs) {
    say(`Kho ${path} (lược đồ ${schema}) chưa ghi thao tác nào: máy chủ bản này sẽ nâng kho khi khởi động.`,
      `The store ${path} (schema ${schema}) keeps no acts yet: a server of this build brings it up when it starts.`)
    return 0
  }
  if (schema > schemaVersion) {
    say(`Kho ${path} thuộc lược đồ ${schema}, bản này chỉ biết ${schemaVersion}: dùng bản Tháp đã tạo ra kho.`,
      `The store ${path} has schema ${schema}, this build knows ${schemaVersion}: use the build that wrote it.`)
    return 2
  }
  const { acts, brokenAt, cutRecord } = verifyActs(db)
  if (brokenAt !== null) {
    say(`Chuỗi thao tác của kho ${path} BỊ ĐỨT ở thao tác số ${brokenAt}: bản ghi đã bị sửa hoặc xóa ngoài Tháp. Giữ nguyên kho, khôi phục từ bản sao lưu.`,
      `The chain of acts of the store ${path} is BROKEN at act ${brokenAt}: it was changed or removed outside of Tháp. Keep the store as it is, restore from a backup.`)
    return 1
  }
  if (cutRecord !== null) {
    say(`Chuỗi thao tác của kho ${path} BỊ CẮT: bản ghi ${cutRecord.kind} ${cutRecord.id} thiếu thao tác. Giữ nguyên kho, khôi phục từ bản sao lưu.`,
      `The chain of acts of the store ${path} is CUT: the record ${cutRecord.kind} ${cutRecord.id} lacks acts. Keep the store as it is, restore from a backup.`)
    return 1
  }
  say(`Kho ${path}: ${acts} thao tác, chuỗi nguyên vẹn.`, `The store ${path}: ${acts} acts, the chain holds.`)
  return 0
}

function main(): number {
  const { runtimeDir } = chooseStore(process.env['RUNTIME_DIR'], process.argv.includes('--demo'))
  const path = join(runtimeDir, storeFileName)
  try {
    if (!existsSync(path)) throw new Error('no file')
    const db = openReader(runtimeDir)
    try {
      return judge(db, path)
    } finally {
      db.close()
    }
  } catch (error) {
    process.stderr.write(`Không đọc được kho ${path} (${String(error)}). Đặt RUNTIME_DIR, hoặc thêm --demo.\nThe store ${path} cannot be read (${String(error)}). Set RUNTIME_DIR, or add --demo.\n`)
    return 2
  }
}

process.exitCode = main()
