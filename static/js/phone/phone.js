/* The phone pages: what works without a store first, then the store, then what it holds. Every page works without this. */
(function () {
  "use strict";
  const Phone = (self.Phone = self.Phone || {});
  const root = document.documentElement;
  const OLD = 3 * 24 * 3600 * 1000;
  const words = document.getElementById("words");
  Phone.words = words ? JSON.parse(words.textContent) : {};
  /* What was not kept is said at once: whoever reads nothing believes that it was. */
  Phone.fault = (error) => {
    root.dataset.fault = (error && error.name) || "fault";
    Phone.note(Phone.words.not_kept);
  };
  root.classList.add("js");

  /* ---- without a store: phrases, large font, language, notices ---- */
  const secure = location.protocol === "https:" ? "; secure" : "";
  const cookie = (name) => (new RegExp("(?:^|; )" + name + "=([^;]+)").exec(document.cookie) || [])[1];
  if (cookie("font")) root.dataset.font = cookie("font");
  document.addEventListener("click", (event) => {
    const phrase = event.target.closest("[data-phrase]");
    if (!phrase) return;
    const box = document.getElementById(phrase.dataset.phrase);
    box.value = (box.value ? box.value + "；" : "") + phrase.textContent.trim();
    box.focus();
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.closest(".bar") && form.elements.next) form.elements.next.value = location.pathname + location.search;
    if (form.matches("[data-font-form]")) {
      event.preventDefault();
      const large = root.dataset.font !== "large";
      root.dataset.font = large ? "large" : "normal";
      document.cookie = "font=" + root.dataset.font + "; path=/; max-age=31536000; samesite=lax" + secure;
      form.querySelector("button").setAttribute("aria-pressed", String(large));
      return;
    }
    if (form.method === "post" && !form.matches("[data-steps], [data-logout]") && !navigator.onLine) {
      event.preventDefault();
      Phone.note(Phone.words.needs_network);
      return;
    }
    if (form.method === "post" && !form.elements.csrfmiddlewaretoken) {
      const token = document.createElement("input");
      Object.assign(token, { type: "hidden", name: "csrfmiddlewaretoken", value: Phone.csrf() });
      form.append(token);
    }
  });
  Phone.note = function (text) {
    const box = document.getElementById("note");
    if (!box) return;
    box.textContent = text;
    box.hidden = false;
    scrollTo(0, 0);
  };
  if (/MicroMessenger|DingTalk|wxwork|Lark|QQ\//i.test(navigator.userAgent)) {
    const notice = document.getElementById("in-app");
    if (notice) notice.hidden = false;
  }

  /* ---- the line that says how things stand ---- */
  const net = document.getElementById("net");
  let sentAt = 0;
  async function line(safe) {
    if (!net) return;
    const now = safe ? await Phone.work.counts(safe) : { waiting: 0, attention: 0, photos: 0 };
    const left = now.waiting + now.photos;
    if (!left && Phone.hadWork) sentAt = Date.now();
    Phone.hadWork = left > 0;
    net.dataset.waiting = now.waiting;
    const put = (sign, text, facts) => {
      net.querySelector(".st-g").textContent = sign;
      net.querySelector("[data-net]").textContent = Phone.fill.put(text, facts || {});
    };
    net.hidden = false;
    if (Phone.revoked) put("✖", Phone.words.revoked);
    else if (!navigator.onLine) put("○", now.waiting ? Phone.words.offline_kept : Phone.words.offline, { n: now.waiting });
    else if (Phone.sending && Phone.sending.all) put("↻", Phone.words.sending, { i: Phone.sending.done + 1, n: Phone.sending.all });
    else if (Phone.sending) put("↻", Phone.words.sending_photo);
    else if (now.attention) put("✖", now.waiting ? Phone.words.attention_and_waiting : Phone.words.attention, { n: now.attention, m: now.waiting });
    else if (now.waiting) put("▲", Phone.signIn ? Phone.words.sign_in : Phone.words.waiting, { n: now.waiting });
    else if (now.photos) put("▲", Phone.words.photos_waiting, { n: now.photos });
    else if (sentAt) put("✔", Phone.words.all_sent, { time: Phone.fill.moment(sentAt) });
    else net.hidden = true;
    const badge = document.getElementById("queue-count");
    if (badge) { badge.textContent = now.waiting + now.attention || ""; badge.dataset.count = now.waiting + now.attention; }
  }

  /* ---- whose store ---- */
  async function openStore(user) {
    const device = await Phone.store.ofDevice();
    if (cookie("phone_out")) {
      if (device.owner) await Phone.store.lock(device.owner);
      device.owner = null;
      document.cookie = "phone_out=; path=/; max-age=0";
    }
    if (!user) return root.dataset.shell || "door" in root.dataset ? Phone.store.open(device.owner) : null;
    if (device.leaving) return leave();
    const owner = device.owners[user];
    if (device.owner && device.owner !== owner) await Phone.store.lock(device.owner);
    const known = owner && (await Phone.store.open(owner));
    if (known && (await known.get("cache", "device"))) {
      await Phone.store.ofDevice({ owner });
      return known;
    }
    const told = await Phone.send.signOn(user).catch(() => null);
    if (told) document.cookie = "phone=1; path=/; max-age=31536000; samesite=lax" + secure;
    return told && Phone.store.enrol(told, user);
  }

  /* Somebody signed out here without network: the server hears of it now, before anything else. */
  async function leave() {
    const form = new FormData();
    form.append("csrfmiddlewaretoken", Phone.csrf());
    const answer = await fetch("/logout/", { method: "POST", body: form }).catch(() => null);
    if (answer && answer.ok) await Phone.store.ofDevice({ leaving: false });
    location.replace("/login/");
    return null;
  }

  /* The hours may end while a page lies open. */
  function watchHours(safe) {
    document.addEventListener("visibilitychange", async () => {
      if (document.visibilityState === "visible" && !(await Phone.store.open(safe.owner))) location.reload();
    });
  }

  /* Signing out takes the key away: with work unsent only after its owner chose what becomes of it. */
  function guardLogout(safe) {
    const form = document.querySelector("[data-logout]");
    if (!form) return;
    form.addEventListener("submit", async (event) => {
      if (form.dataset.chosen || event.defaultPrevented) return;
      event.preventDefault();
      const now = await Phone.work.counts(safe);
      const unsent = now.waiting + now.attention + now.drafts + now.photos;
      const choice = document.getElementById("unsent");
      if (unsent && choice && choice.hidden) {
        choice.querySelector("[data-unsent]").textContent = Phone.fill.put(Phone.words.unsent, { n: unsent });
        choice.hidden = false;
        choice.focus();
        return;
      }
      if (unsent && event.submitter && !event.submitter.hasAttribute("data-seal")) return;
      if (!navigator.onLine) {
        await Phone.store.lock(safe.owner);
        await Phone.store.ofDevice({ leaving: true });
        location.reload();
        return;
      }
      await signOff(safe);
      form.dataset.chosen = "1";
      form.submit();
    });
  }
  async function signOff(safe) {
    const device = await safe.get("cache", "device");
    const headers = { ...(await Phone.send.header(safe)), "X-CSRFToken": Phone.csrf() };
    await Phone.store.lock(safe.owner);
    await Phone.send.ask("/api/v1/devices/" + device.value.id + "/", { method: "DELETE", headers }).catch(() => null);
  }

  /* A visit that has waited for days is told of where the next one begins (ux 35). */
  async function remind(safe) {
    const box = document.getElementById("old-work");
    const old = (await Phone.work.items(safe)).filter((item) => !Phone.DONE.includes(item.state) && Date.now() - item.at > OLD);
    if (box && old.length) {
      Phone.fill.fill(box, { n: old.length });
      box.hidden = false;
    }
  }

  /* At the door nobody is signed in: ask whether the phone is still its owner's, and hand his work over. */
  async function knock(safe) {
    await Phone.send.flush(safe);
    await Phone.send.fetchPack(safe, true).catch(() => null);
    root.dataset.phone = "knocked";
  }

  async function start() {
    const form = () => document.querySelector("[data-steps]");
    const shell = root.dataset.shell;
    let stepper = !shell && form() ? Phone.form.steps(form()) : null;
    if (!Phone.store.able) return plain(form());
    if (navigator.serviceWorker) {
      navigator.serviceWorker.register("/m/sw.js", { scope: "/m/" }).catch(() => null);
      navigator.serviceWorker.ready.then((worker) => {
        root.dataset.worker = "ready"; // from the next page on it answers
        if (!shell) worker.active.postMessage({ language: root.lang });
      });
    }
    const safe = await openStore(root.dataset.user);
    if ("door" in root.dataset) return safe && knock(safe);
    if (shell) await Phone.fill.page(safe);
    if (shell && form()) stepper = Phone.form.steps(form());
    Phone.onWork(() => line(safe).catch(Phone.fault));
    ["online", "offline"].forEach((name) => addEventListener(name, () => {
      if (name === "online" && safe) Phone.send.flush(safe).then(() => Phone.send.fetchPack(safe)).catch(() => null);
      line(safe).catch(Phone.fault);
    }));
    await line(safe);
    if (!safe) return plain(form());
    if (form()) { await Phone.form.attach(safe, form(), stepper); await remind(safe); }
    const outbox = document.getElementById("outbox");
    if (outbox) await Phone.queue.attach(safe, outbox);
    guardLogout(safe);
    watchHours(safe);
    await keepMe(safe);
    root.dataset.phone = "ready";
    if (root.dataset.user && navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => null);
    await Phone.send.flush(safe);
    await Phone.send.fetchPack(safe).catch(() => null);
    root.dataset.pack = "kept";
  }

  async function keepMe(safe) {
    const me = document.querySelector("[data-me]");
    if (me && root.dataset.user) await safe.put("cache", "me", { user: me.textContent.trim(), about: me.nextElementSibling.textContent.trim() });
  }

  /* Without a store the form is posted as it stands; one press is enough. */
  function plain(form) {
    root.dataset.phone = "plain";
    if (!form) return;
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      const button = form.querySelector("button[type=submit]");
      button.setAttribute("aria-disabled", "true");
      button.textContent = button.dataset.sending;
    });
    addEventListener("pageshow", () => { delete form.dataset.sent; });
  }

  document.addEventListener("phone:locked", () => { if (!("door" in root.dataset)) location.reload(); });
  start().catch((error) => { root.dataset.phone = "plain"; root.dataset.fault = (error && error.name) || "fault"; });
})();
