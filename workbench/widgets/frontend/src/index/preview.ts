/** The family's page as a guider sees it before anything is published: runs in a frame of the guider's screen. */

import { readPreview } from "../adapter/preview";
import { Owner } from "../core/disposal";
import { type FamilyCompany, showFamilyPage, showUnavailable } from "../dom/family/family";

const KEEPS_NOTHING = "This is a preview, and nothing is kept. On the family's page this keeps what they write.";
const NOT_FETCHED = "The films cannot be fetched just now. Close this and open it again.";
const HIDES_NOTHING =
  "Somebody will be hidden in these clips, and this browser cannot show how. Look at them in a newer browser, or on the page itself once it is published.";

/** Nobody leads this page, and there is no place to keep words in. */
const ALONE: FamilyCompany = { join: () => () => undefined, keepWords: async () => ({ instead: KEEPS_NOTHING }) };

async function show(): Promise<void> {
  const owner = new Owner();
  const found = await readPreview(document, window.parent.document).catch(() => null);
  if (!found) showUnavailable(owner, document.body, NOT_FETCHED, "en");
  else if (found.hides && typeof VideoFrame === "undefined") showUnavailable(owner, document.body, HIDES_NOTHING, "en");
  else showFamilyPage(owner, document.body, found.review, found.media, ALONE);
}

void show();
