/** The family's page on a stick: runs by itself in a page that is a file, with all it needs in that page and beside it. */

import { readOfflineReview } from "../adapter/offline";
import { Owner } from "../core/disposal";
import { isOver, overSentence } from "../core/family/offline";
import { showFamilyPage, showUnavailable } from "../dom/family/family";

const owner = new Owner();
const { review, media, lastDay } = readOfflineReview(document);
const { words } = review;
if (isOver(lastDay, new Date())) showUnavailable(owner, document.body, overSentence(lastDay, words), words.language);
else showFamilyPage(owner, document.body, review, media);
