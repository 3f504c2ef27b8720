/** The presenter's view as a page of its own. */

import { presenterEntrance } from "../adapter/presenter";
import { Owner } from "../core/disposal";
import { presenterWords } from "../core/presenter/words";
import { showPresenter } from "../dom/presenter/presenter";

const { words, language } = presenterWords(navigator.languages);
showPresenter(new Owner(), document.body, words, language, presenterEntrance(document, sessionStorage));
