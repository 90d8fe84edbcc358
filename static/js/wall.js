/* Dragging a tile of the wall chart before another one. The arrows and the numbers do the same without script. */
(function () {
  "use strict";
  var form = document.querySelector("[data-wall]");
  if (!form) return;
  var taken = null;
  form.querySelectorAll("[data-code]").forEach(function (tile) { tile.draggable = true; });
  form.addEventListener("dragstart", function (event) {
    var tile = event.target.closest("[data-code]");
    if (!tile) return;
    taken = tile.dataset.code;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", taken);
  });
  form.addEventListener("dragover", function (event) {
    if (taken && event.target.closest("[data-code]")) event.preventDefault();
  });
  form.addEventListener("drop", function (event) {
    var tile = event.target.closest("[data-code]");
    if (!taken || !tile) return;
    event.preventDefault();
    if (tile.dataset.code === taken) return;
    var field = document.createElement("input");
    field.type = "hidden";
    field.name = "move";
    field.value = taken + ":before:" + tile.dataset.code;
    form.appendChild(field);
    form.submit();
  });
  form.addEventListener("dragend", function () { taken = null; });
})();
