// Answers the theme's search box, instead of the theme's own worker. What does
// the searching is loaded once a reader turns to the box.

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]; // the theme's messages
let answer;

addEventListener("message", ({ data: { type, data } }) => {
  if (type === SETUP) {
    importScripts("minisearch.js", "words.js", "pages.js", "errors.js");
    importScripts("answers.js");
    answer = data.docs ? answerMaterial(data.docs) : answerZensical(data.items);
    postMessage({ type: READY });
  } else if (type === QUERY) {
    postMessage({ type: RESULT, data: answer(data) });
  }
});
