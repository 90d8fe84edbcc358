/* What the phone keeps: one database for each owner, every value sealed by a key that no script can read out.
   The key also lies in it wrapped by the server's seal key, which only comes back when its owner signs in: taking the
   open key away locks the work without losing it (docs/phone.md). Work for Chromium 86: ES2020, no newer. */
(function () {
  "use strict";
  const Phone = (self.Phone = self.Phone || {});
  const subtle = self.crypto && crypto.subtle;
  const STORES = ["keys", "cache", "drafts", "outbox", "photos"];
  const HOUR = 3600 * 1000;
  const CLOCK_SLIP = HOUR;
  const STRICT = { durability: "strict" };
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();

  Phone.random = (n) => crypto.getRandomValues(new Uint8Array(n));
  Phone.uuid = function () {
    const bytes = Phone.random(16);
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
  Phone.toBase64 = (buffer) => btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""));
  Phone.fromBase64 = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

  /* The phone itself: its number, whose store is open, and which store belongs to which user's mark (of the page). */
  async function ofDevice(change) {
    const db = await idb.openDB("phone", 1, { upgrade: (fresh) => fresh.createObjectStore("device") });
    const isNew = !(await db.getKey("device", "this"));
    const number = (isNew && (await Phone.copy.numberOfDevice())) || Phone.uuid();
    const tx = db.transaction("device", "readwrite", STRICT);
    const known = (await tx.store.get("this")) || { id: number, owner: null, owners: {} };
    const next = change ? Object.assign(known, change) : known;
    await tx.store.put(next, "this");
    await tx.done;
    if (isNew) await Phone.copy.keepNumber(next.id);
    db.close();
    return next;
  }

  async function databaseOf(owner) {
    const db = await idb.openDB("phone-" + owner, 1, {
      upgrade: (fresh) => STORES.forEach((name) => fresh.createObjectStore(name)),
      blocking: (_now, _next, event) => event.target.close(),
    });
    if (!(await db.getKey("keys", "whole"))) {
      await Phone.copy.bringBack(owner, db);
      await db.put("keys", true, "whole");
    }
    return db;
  }

  class Safe {
    constructor(owner, db, key) {
      this.owner = owner;
      this.db = db;
      this.key = key;
    }

    async seal(place, value) {
      const iv = Phone.random(12);
      const plain = value instanceof ArrayBuffer ? value : encoder.encode(JSON.stringify(value));
      const way = { name: "AES-GCM", iv, additionalData: encoder.encode(place) };
      return { iv, data: await subtle.encrypt(way, this.key, plain), bytes: value instanceof ArrayBuffer };
    }

    async unseal(place, record) {
      const way = { name: "AES-GCM", iv: record.iv, additionalData: encoder.encode(place) };
      const plain = await subtle.decrypt(way, this.key, record.data);
      return record.bytes ? plain : JSON.parse(decoder.decode(plain));
    }

    async get(store, id) {
      const record = await this.db.get(store, id);
      return record && { ...record.plain, id, value: await this.unseal(store + "/" + id, record) };
    }

    async list(store) {
      const tx = this.db.transaction(store);
      const [keys, records] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()]);
      return Promise.all(records.map(async (record, n) => ({
        ...record.plain, id: keys[n], value: await this.unseal(store + "/" + keys[n], record),
      })));
    }

    /* How many stand there in each state, without opening any. */
    async states(store) {
      return (await this.db.getAll(store)).map((record) => record.plain.state);
    }

    put(store, id, value, plain) {
      return this.write([[store, id, value, plain]], []);
    }

    remove(store, id) {
      return this.write([], [[store, id]]);
    }

    /* Write and remove in one transaction that has reached the disk, and the copy, when this returns. */
    async write(puts, removals) {
      const sealed = await Promise.all(puts.map(async ([store, id, value, plain]) => [
        store, id, { ...(await this.seal(store + "/" + id, value)), plain: plain || {} },
      ]));
      const stores = Array.from(new Set([...puts, ...removals].map((each) => each[0])));
      if (!stores.length) return;
      const tx = this.db.transaction(stores, "readwrite", STRICT);
      sealed.forEach(([store, id, record]) => tx.objectStore(store).put(record, id));
      removals.forEach(([store, id]) => tx.objectStore(store).delete(id));
      await tx.done;
      await Phone.copy.write(this.owner, sealed, removals);
    }

    /* The owner was just seen by the server: the hours begin again. */
    async prolong(hours) {
      const now = Date.now();
      await this.db.put("keys", { key: this.key, until: now + hours * HOUR, hours, seen: now }, "open");
    }
  }

  /* Return the owner's open store; null where its key is not here or its hours are over (then it is locked). */
  async function open(owner) {
    if (!owner) return null;
    const db = await databaseOf(owner);
    const held = await db.get("keys", "open");
    const now = Date.now();
    if (held && now < held.until && now > held.seen - CLOCK_SLIP) {
      held.seen = Math.max(now, held.seen);
      await db.put("keys", held, "open");
      return new Safe(owner, db, held.key);
    }
    if (held) await lock(owner, db);
    db.close();
    return null;
  }

  /* Open the store with what the server said at the enrolment of this owner on this phone. */
  async function enrol(told, user) {
    const db = await databaseOf(told.owner);
    const wrapping = await subtle.importKey("raw", Phone.fromBase64(told.seal_key), "AES-GCM", false,
      ["wrapKey", "unwrapKey"]);
    let wrapped = await db.get("keys", "wrapped");
    if (!wrapped) {
      const fresh = await subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
      const iv = Phone.random(12);
      wrapped = { iv, data: await subtle.wrapKey("raw", fresh, wrapping, { name: "AES-GCM", iv }) };
      await db.put("keys", wrapped, "wrapped");
      await Phone.copy.write(told.owner, [["keys", "wrapped", wrapped]], []);
    }
    const safe = new Safe(told.owner, db, await unwrap(wrapped, wrapping));
    await safe.prolong(told.hours);
    await safe.put("cache", "device", { id: told.device_id, secret: told.secret });
    const owners = { ...(await ofDevice()).owners, [user]: told.owner };
    await ofDevice({ owner: told.owner, owners });
    return safe;
  }

  function unwrap(wrapped, wrapping) {
    return subtle.unwrapKey("raw", wrapped.data, wrapping, { name: "AES-GCM", iv: wrapped.iv }, "AES-GCM", false,
      ["encrypt", "decrypt"]);
  }

  /* Take away the key and all that came from the server; unsent work stays, sealed for its owner. */
  async function lock(owner, known) {
    const db = known || (await databaseOf(owner));
    const tx = db.transaction(["keys", "cache", "outbox", "photos", "drafts"], "readwrite", STRICT);
    tx.objectStore("keys").delete("open");
    tx.objectStore("cache").clear();
    const outbox = tx.objectStore("outbox");
    const keys = await outbox.getAllKeys();
    const records = await outbox.getAll();
    const photos = await tx.objectStore("photos").getAll();
    const unsent = new Set(photos.map((photo) => photo.plain.item));
    const done = keys.filter((key, n) => Phone.DONE.includes(records[n].plain.state) && !unsent.has(key));
    done.forEach((key) => outbox.delete(key));
    await tx.done;
    await Phone.copy.write(owner, [], done.map((key) => ["outbox", key]));
    if (!known) db.close();
    const device = await ofDevice();
    if (device.owner === owner) await ofDevice({ owner: null });
  }

  Phone.store = { able: !!(subtle && self.indexedDB && self.idb), ofDevice, open, enrol, lock, unwrap };
})();
