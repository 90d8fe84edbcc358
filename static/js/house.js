/* Small comforts on top of pages that work without them: safe typing in Chinese, focus after a swap,
   keys for table rows, the large-font switch. No inline script, no eval: the security policy forbids both. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");

  /* ---- Chinese input: no request and no submit between compositionstart and compositionend ---- */
  var composing = null;
  var timers = new WeakMap();
  document.addEventListener("compositionstart", function (event) { composing = event.target; }, true);
  document.addEventListener("compositionend", function (event) {
    /* Cleared after the Enter that ended the composition has been handled. */
    setTimeout(function () { if (composing === event.target) composing = null; later(event.target); }, 0);
  }, true);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229 || composing)) event.stopPropagation();
  }, true);
  document.addEventListener("submit", function (event) {
    if (composing) { event.preventDefault(); event.stopImmediatePropagation(); }
  }, true);
  document.addEventListener("input", function (event) {
    if (!event.isComposing && !composing) later(event.target);
  }, true);
  function later(field) {
    if (!field || !field.matches || !field.matches("[data-live]")) return;
    clearTimeout(timers.get(field));
    timers.set(field, setTimeout(function () {
      if (composing) return;
      if (field.dataset.last === field.value) return;
      if (field.validity && !field.validity.valid) return;
      field.dataset.last = field.value;
      field.dispatchEvent(new CustomEvent("house:search", { bubbles: true }));
    }, 300));
  }

  /* ---- htmx: busy while loading, focus kept or moved to the result's heading, count spoken ---- */
  var lastFocus = null;
  document.addEventListener("htmx:beforeRequest", function (event) {
    var target = event.detail.target;
    if (target) target.setAttribute("aria-busy", "true");
    lastFocus = document.activeElement && document.activeElement.id;
  });
  document.addEventListener("htmx:afterSettle", function (event) {
    var target = event.detail.target || event.target;
    if (target && target.removeAttribute) target.removeAttribute("aria-busy");
    var active = document.activeElement;
    if (active && active !== document.body && active.isConnected) return say();
    var again = lastFocus && document.getElementById(lastFocus);
    var heading = document.querySelector("#results [data-result-heading]");
    var next = again || heading;
    if (next) { if (!again) next.setAttribute("tabindex", "-1"); next.focus({ preventScroll: !!again }); }
    say();
  });
  function say() {
    var total = document.querySelector("#results [data-say]");
    var voice = document.getElementById("voice");
    if (total && voice) voice.textContent = total.dataset.say;
  }
  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      var target = event.detail.target;
      if (target) target.removeAttribute("aria-busy");
      var status = event.detail.xhr && event.detail.xhr.status;
      /* The server's own page says it best: go there in full. */
      if (status && event.detail.requestConfig && event.detail.requestConfig.verb === "get") {
        location.href = event.detail.pathInfo.finalRequestPath;
        return;
      }
      var voice = document.getElementById("voice");
      if (voice) voice.textContent = document.body.dataset.offline || "";
    });
  });

  /* The query string says only what was asked: empty fields stay out of it. */
  document.addEventListener("htmx:configRequest", function (event) {
    if (event.detail.verb !== "get") return;
    var parameters = event.detail.parameters;
    Object.keys(parameters).forEach(function (name) { if (parameters[name] === "") delete parameters[name]; });
  });
  /* A failed form is read from its summary on. */
  document.addEventListener("DOMContentLoaded", focusSummary);
  document.addEventListener("htmx:afterSettle", focusSummary);
  function focusSummary() {
    var summary = document.querySelector("[data-focus]");
    if (summary) { summary.removeAttribute("data-focus"); summary.focus(); }
  }

  /* ---- Menu on narrow screens (also works as a plain link to #menu) ---- */
  document.addEventListener("click", function (event) {
    var opener = event.target.closest("[data-menu]");
    if (!opener) return;
    var side = document.getElementById("menu");
    if (!side) return;
    event.preventDefault();
    var open = opener.dataset.menu === "open";
    side.classList.toggle("open", open);
    (open ? side.querySelector("[data-menu=close]") : document.querySelector("[data-menu=open]")).focus();
  });
  /* Small menus close on Escape, on a click outside, and when another one opens. */
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.pop[open]").forEach(function (pop) {
      if (!pop.contains(event.target)) pop.open = false;
    });
  });

  /* What was found while typing hangs under the search box: away on Escape, on a click elsewhere, and with the words. */
  function foldHits() {
    var hits = document.getElementById("search-hits");
    if (hits) hits.textContent = "";
  }
  document.addEventListener("click", function (event) {
    if (!event.target.closest(".top-search")) foldHits();
  });
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (event.target.matches && event.target.matches(".top-search") && !document.getElementById("search").value.trim()) {
      event.preventDefault(); foldHits();
    }
  });

  /* ---- Large font: remembered in a cookie; the form behind the button does the same without script ---- */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches("[data-font-form]")) return;
    event.preventDefault();
    var large = root.dataset.font !== "large";
    root.dataset.font = large ? "large" : "normal";
    document.cookie = "font=" + root.dataset.font + "; path=/; max-age=31536000; samesite=lax" +
      (location.protocol === "https:" ? "; secure" : "");
    var button = form.querySelector("button");
    if (button) button.setAttribute("aria-pressed", String(large));
  });

  /* ---- Passwords may be looked at, pasted and filled in by a manager ---- */
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-reveal]");
    if (!button) return;
    var input = document.getElementById(button.dataset.reveal);
    var hidden = input.type === "password";
    input.type = hidden ? "text" : "password";
    button.setAttribute("aria-pressed", String(hidden));
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) window.print();
  });

  /* ---- Long forms: what is filled in is kept as a draft on every change ---- */
  var leaving = false;
  document.addEventListener("submit", function (event) { if (event.target.matches("[data-draft]")) leaving = true; });
  document.addEventListener("change", function (event) {
    var form = event.target.form;
    if (!form || !form.matches("[data-draft]") || leaving) return;
    var data = new FormData(form);
    data.append(form.dataset.draft, "1");
    fetch(location.href.split("#")[0], { method: "POST", body: data, headers: { "X-Draft": "1" }, redirect: "manual" })
      .then(function (answer) { return answer.ok ? answer.text() : document.body.dataset.offline; })
      .catch(function () { return document.body.dataset.offline; })
      .then(function (text) {
        var said = document.querySelector("[data-draft-said]");
        if (said) said.textContent = text || "";
      });
  });

  /* ---- Ticked rows: how many they are, and all of the page at once ---- */
  function picks() { return Array.prototype.slice.call(document.querySelectorAll("input[name=pick][form=bulk]")); }
  function countPicks() {
    var said = document.querySelector("[data-picked]");
    var all = document.querySelector("[data-pick-all]");
    var ticked = picks().filter(function (box) { return box.checked; }).length;
    if (said) said.textContent = ticked;
    if (all) { all.hidden = false; all.checked = ticked > 0 && ticked === picks().length; all.indeterminate = ticked > 0 && !all.checked; }
    if (ticked && said) said.closest("label").querySelector("input").checked = true;
  }
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-pick-all]")) picks().forEach(function (box) { box.checked = event.target.checked; });
    if (event.target.matches("[data-pick-all], input[name=pick][form=bulk]")) countPicks();
  });
  document.addEventListener("DOMContentLoaded", countPicks);
  document.addEventListener("htmx:afterSettle", countPicks);

  /* ---- Select that leads somewhere, or file that is sent, at once; its button is only for pages without script ---- */
  document.addEventListener("change", function (event) {
    if (event.target.matches("select[data-go]") || (event.target.matches("[type=file][data-go]") && event.target.value)) event.target.form.submit();
  });

  /* ---- Keys: / search, g d board, g t to-do, j k rows, Enter open, x select, ? help ---- */
  var went = 0;
  function rows() { return Array.prototype.slice.call(document.querySelectorAll("tr[data-href], li[data-href]")); }
  function step(by) {
    var all = rows();
    if (!all.length) return;
    var now = all.findIndex(function (row) { return row.classList.contains("at"); });
    var next = all[Math.max(0, Math.min(all.length - 1, now < 0 ? (by > 0 ? 0 : all.length - 1) : now + by))];
    all.forEach(function (row) { row.classList.toggle("at", row === next); });
    var link = next.querySelector("a[href]");
    if (link) link.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }
  function go(name) {
    var link = document.querySelector("[data-key='" + name + "']");
    if (link) location.href = link.href;
  }
  document.addEventListener("keydown", function (event) {
    var target = event.target;
    if (event.key === "Escape") {
      var pop = target.closest && target.closest("details.pop[open]");
      if (pop) { pop.open = false; pop.querySelector("summary").focus(); }
      if (target.closest && target.closest(".top-search")) { foldHits(); document.getElementById("search").focus(); }
      if (!pop) go("leave");
      return;
    }
    if (event.isComposing || composing || event.keyCode === 229) return;
    if (event.ctrlKey || event.metaKey || event.altKey || root.dataset.keys === "off") return;
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio)$/.test(target.type);
    if (typing || target.isContentEditable) return;
    var key = event.key;
    if (went && Date.now() - went < 1200 && (key === "d" || key === "t")) { went = 0; go("g" + key); return; }
    if (key === "g") { went = Date.now(); return; }
    if (key === "/") {
      var box = document.getElementById("search");
      if (box) { event.preventDefault(); box.focus(); box.select(); }
    } else if (key === "j" || key === "k") {
      event.preventDefault(); step(key === "j" ? 1 : -1);
    } else if (key === "Enter") {
      var at = document.querySelector("[data-href].at");
      if (at && (target === document.body || target === at)) location.href = at.dataset.href;
    } else if (key === "x") {
      var tick = document.querySelector(".at input[type=checkbox]");
      if (tick) tick.click();
    } else if (key === "ArrowLeft" || key === "ArrowRight") {
      go(key === "ArrowLeft" ? "prev" : "next");
    } else if (key === "?") {
      go("keys");
    }
  });
})();
