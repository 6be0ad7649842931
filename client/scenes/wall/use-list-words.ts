/** The words of the list scenes in the language shown. */
import { useLanguage } from '../../i18n/language.ts'
import { listsEn, listsVi } from '../../i18n/words-lists.ts'

/** See the file's head. */
export function useListWords(): typeof listsVi {
  return useLanguage() === 'en' ? listsEn : listsVi
}
