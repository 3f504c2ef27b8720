/** The family's page as an anywidget module. */

import { familyCompany } from "../adapter/company";
import { baseAddress, mediaAddresses, readReview } from "../adapter/family";
import type { RawModel } from "../adapter/model";
import { Owner } from "../core/disposal";
import { showFamilyPage, showUnavailable } from "../dom/family/family";

function render({ model, el }: { model: RawModel; el: HTMLElement }): () => void {
  const owner = new Owner();
  const review = readReview(model.get("review"));
  const base = baseAddress(document);
  if (review) showFamilyPage(owner, el, review, mediaAddresses(base), familyCompany(owner, base, document));
  else showUnavailable(owner, el);
  return () => owner.dispose();
}

export default { render };
