/** The words of a warning's row in the language shown; one object a language, so that it may stand among dependencies. */
import { useMemo } from 'react'
import { useLanguage, useSceneWords, useWords } from '../../i18n/language.ts'
import type { RowSpeech } from './anomaly-rows.ts'
import { useListWords } from './use-list-words.ts'

/** See the file's head. */
export function useRowSpeech(): RowSpeech {
  const language = useLanguage(), words = useWords(), lists = useListWords()
  const { warnings: { states } } = useSceneWords()
  return useMemo(() => ({ language, words, lists, states }), [language, words, lists, states])
}
