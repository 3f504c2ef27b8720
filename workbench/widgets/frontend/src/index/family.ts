/** The family's page as an anywidget module. */

import { familyCompany } from "../adapter/company";
import { baseAddress, mediaAddresses, readReview, readWords } from "../adapter/family";
import type { RawModel } from "../adapter/model";
import { Owner } from "../core/disposal";
import { showFamilyPage, showUnavailable } from "../dom/family/family";

function render({ model, el }: { model: RawModel; el: HTMLElement }): () => void {
  const owner = new Owner();
  const review = readReview(model.get("review"));
  const words = readWords(model.get("words"));
  const base = baseAddress(document);
  if (review) showFamilyPage(owner, el, review, mediaAddresses(base), familyCompany(owner, base, document));
  else showUnavailable(owner, el, words.unavailable, words.language);
  return () => owner.dispose();
}

export default { render };
