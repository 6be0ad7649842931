/** The words of the pyramid in the language shown. */
import { useMemo } from 'react'
import { useLanguage, useWords } from '../../../i18n/language.ts'
import { pyramidEn, pyramidVi } from '../../../i18n/words-pyramid.ts'
import type { PyramidSpeech } from './chain-words.ts'

/** See the file's head. */
export function usePyramidSpeech(): PyramidSpeech {
  const language = useLanguage()
  const words = useWords()
  return useMemo(() => ({ language, words, own: language === 'vi' ? pyramidVi : pyramidEn }), [language, words])
}
