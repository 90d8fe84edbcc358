/* Phone form: one step at a time, follow-up questions only when asked for, no second press. The page works without it. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  var form = document.querySelector("[data-steps]");

  /* What the network is doing, in words; grey, because being offline is not a fault. */
  var net = document.getElementById("net");
  function network() { if (net) net.hidden = navigator.onLine; }
  addEventListener("online", network); addEventListener("offline", network); network();

  document.addEventListener("click", function (event) {
    var phrase = event.target.closest("[data-phrase]");
    if (phrase) {
      var box = document.getElementById(phrase.dataset.phrase);
      box.value = (box.value ? box.value + "；" : "") + phrase.textContent.trim();
      box.focus();
    }
    var day = event.target.closest("[data-day]");
    if (day) document.getElementById(day.dataset.day).value = day.dataset.value;
  });

  if (!form) return;
  function chosen(name) {
    var on = form.querySelector("[name='" + name + "']:checked");
    return on ? on.value : "";
  }
  /* "a=x b=y": true when one of the answers was given. */
  function holds(rule) {
    return rule.split(" ").some(function (part) { var pair = part.split("="); return chosen(pair[0]) === pair[1]; });
  }
  function follow() {
    form.querySelectorAll("[data-only-if]").forEach(function (part) {
      var on = holds(part.dataset.onlyIf);
      part.hidden = !on;
      part.disabled = !on;
      part.querySelectorAll("input, textarea, select").forEach(function (input) { input.disabled = !on; });
    });
  }
  var steps = Array.prototype.slice.call(form.querySelectorAll(".step"));
  var now = Math.max(0, steps.findIndex(function (step) { return step.querySelector(".err"); }));
  function open(list) { return list.filter(function (step) { return !step.dataset.onlyIf || holds(step.dataset.onlyIf); }); }
  function show(step, focus) {
    steps.forEach(function (each) { each.classList.toggle("now", each === step); });
    now = steps.indexOf(step);
    var before = open(steps.slice(0, now)).length, all = open(steps).length;
    form.querySelectorAll("[data-count]").forEach(function (text) { text.textContent = (before + 1) + "/" + all; });
    if (focus) { var head = step.querySelector("h2"); scrollTo(0, 0); if (head) head.focus({ preventScroll: true }); }
  }
  form.addEventListener("change", function () {
    var at = form.querySelector("[name=device_at]");
    if (at && !at.value) at.value = new Date().toISOString();
    follow(); show(steps[now]);
  });
  form.addEventListener("click", function (event) {
    if (event.target.closest("[data-next]")) {
      var missing = Array.prototype.slice.call(steps[now].querySelectorAll(".q[data-needed]")).find(function (q) {
        return !q.hidden && !q.querySelector(":checked");
      });
      if (missing) { need(missing); return; }
      show(open(steps.slice(now + 1))[0], true);
    } else if (event.target.closest("[data-back]")) {
      show(open(steps.slice(0, now)).pop(), true);
    }
  });
  function need(q) {
    var text = q.querySelector(".err") || document.createElement("p");
    text.className = "err";
    text.textContent = form.dataset.needed;
    text.setAttribute("role", "alert");
    q.classList.add("q-bad");
    var legend = q.querySelector("legend");
    if (!text.isConnected) legend.insertAdjacentElement("afterend", text);
    q.querySelector("input").focus();
    q.scrollIntoView({ block: "center" });
  }
  form.addEventListener("change", function (event) {
    var q = event.target.closest(".q-bad");
    if (q) { q.classList.remove("q-bad"); var text = q.querySelector(".err"); if (text) text.remove(); }
  });
  form.addEventListener("submit", function (event) {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    var button = form.querySelector("button[type=submit]");
    button.setAttribute("aria-disabled", "true");
    button.textContent = button.dataset.sending;
  });
  addEventListener("pageshow", function () { delete form.dataset.sent; });
  follow();
  show(steps[now]);
})();
