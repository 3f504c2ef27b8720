/** The family's page on a stick: runs by itself in a page that is a file, with all it needs in that page and beside it. */

import { readOfflineReview } from "../adapter/offline";
import { Owner } from "../core/disposal";
import { isOver, offlineWords, overSentence } from "../core/family/offline";
import { familyWords } from "../core/family/words";
import { showFamilyPage, showUnavailable } from "../dom/family/family";

const owner = new Owner();
const found = readOfflineReview(document);
if (found) {
  const { review, media, lastDay } = found;
  const { language } = familyWords(review.language);
  const words = offlineWords(language);
  document.title = words.title;
  document.documentElement.lang = language;
  if (isOver(lastDay, new Date())) showUnavailable(owner, document.body, { text: overSentence(lastDay, words), language });
  else showFamilyPage(owner, document.body, review, media);
} else showUnavailable(owner, document.body);
