/** The words of verdicts in the language shown. */
import { useLanguage } from '../../../i18n/language.ts'
import { verdictsEn, verdictsVi, type VerdictsWords } from '../../../i18n/words-verdicts.ts'

/** See the file's head. */
export function useVerdictsWords(): VerdictsWords {
  return useLanguage() === 'en' ? verdictsEn : verdictsVi
}
