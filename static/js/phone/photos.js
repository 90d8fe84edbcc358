/* Photos and the place of a visit: both may be left out, neither holds anything up. A photo is drawn anew at most 1280
   px long and 200 KB heavy, which leaves what the camera wrote into it (place, time, model) behind. */
(function () {
  "use strict";
  const Phone = (self.Phone = self.Phone || {});
  const EDGES = [1280, 1024, 800];
  const QUALITIES = [0.82, 0.7, 0.55, 0.4];
  const HEAVIEST = 200 * 1024;
  const MOST = 3;
  const ROOM = 5 * 1024 * 1024;
  const WAIT_FOR_PLACE = 15000;

  function read(file) {
    return new Promise((done, failed) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result);
      reader.onerror = () => failed(reader.error);
      reader.readAsDataURL(file);
    });
  }

  /* Draw the picture upright and small; throws where the phone cannot open it. */
  async function shrink(file) {
    const picture = new Image();
    picture.src = (await read(file)).replace(/^data:[^;]*;/, "data:" + (/^image\//.test(file.type) ? file.type : "image/jpeg") + ";");
    await picture.decode();
    const canvas = document.createElement("canvas");
    for (const edge of EDGES) {
      const scale = Math.min(1, edge / Math.max(picture.naturalWidth, picture.naturalHeight));
      canvas.width = Math.round(picture.naturalWidth * scale);
      canvas.height = Math.round(picture.naturalHeight * scale);
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      for (const quality of QUALITIES) {
        const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
        if (blob && blob.size <= HEAVIEST) return { bytes: await blob.arrayBuffer(), small: thumbnail(picture) };
      }
    }
    throw new Error("too heavy");
  }

  function thumbnail(picture) {
    const canvas = document.createElement("canvas");
    const scale = 96 / Math.max(picture.naturalWidth, picture.naturalHeight);
    canvas.width = Math.max(1, Math.round(picture.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(picture.naturalHeight * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/jpeg", 0.6);
  }

  async function enoughRoom() {
    if (!navigator.storage || !navigator.storage.estimate) return true;
    const { quota, usage } = await navigator.storage.estimate();
    return !quota || quota - usage > ROOM;
  }

  async function add(about, file) {
    const { safe, state } = about;
    if (state.photos.length >= MOST) return Phone.words.photos_full;
    if (!(await enoughRoom())) return Phone.words.no_room;
    let made;
    try {
      made = await shrink(file);
    } catch (_unreadable) {
      return Phone.words.photo_unreadable;
    }
    const hash = await crypto.subtle.digest("SHA-256", made.bytes);
    const sha256 = Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const photo = { photo_id: Phone.uuid(), sha256, size: made.bytes.byteLength, caption: "", small: made.small };
    await safe.put("photos", photo.photo_id, made.bytes, { state: "draft" });
    state.photos.push(photo);
    return "";
  }

  /* Show the photos that hang on the form, each with its caption and a way to take it off. */
  async function show(about) {
    const { form, state } = about;
    const list = form.querySelector("[data-photo-list]");
    if (!list) return;
    const pattern = document.getElementById("photo-row").content.firstElementChild;
    list.textContent = "";
    state.photos.forEach((photo, n) => {
      const row = pattern.cloneNode(true);
      row.querySelector("img").src = photo.small;
      Phone.fill.fill(row, { n: n + 1, kb: Math.ceil(photo.size / 1024), key: photo.photo_id });
      row.querySelectorAll("input").forEach((input) => { input.checked = input.value === photo.caption; });
      row.addEventListener("change", (event) => { photo.caption = event.target.value; });
      row.querySelector("[data-off]").addEventListener("click", async () => {
        state.photos = state.photos.filter((each) => each !== photo);
        await about.save();
        await Phone.work.sweepPhotos(about.safe);
        await show(about);
      });
      list.append(row);
    });
    const input = form.querySelector("[data-photo-input]");
    input.disabled = state.photos.length >= MOST;
    showPlace(about);
  }

  function attach(about) {
    const { form } = about;
    const input = form.querySelector("[data-photo-input]");
    if (!input) return;
    const said = form.querySelector("[data-photo-said]");
    input.addEventListener("click", () => { about.save(); }); // the camera may cost us the page
    input.addEventListener("change", async (event) => {
      event.stopPropagation();
      const file = input.files[0];
      if (!file) return;
      said.textContent = Phone.words.photo_working;
      const wrong = await add(about, file);
      input.value = "";
      said.textContent = wrong;
      await about.save();
      await show(about);
    });
    const button = form.querySelector("[data-place-take]");
    const skip = form.querySelector("[data-place-skip]");
    button.addEventListener("click", () => takePlace(about, button, skip));
  }

  /* Ask the phone where it is, once; refused, too late and skipped all mean: without a place. */
  function takePlace(about, button, skip) {
    const { form, state } = about;
    const said = form.querySelector("[data-place-said]");
    let open = true;
    function end(words) {
      if (!open) return;
      open = false;
      button.disabled = false;
      skip.hidden = true;
      showPlace(about, words);
      about.save();
    }
    state.place = null;
    button.disabled = true;
    skip.hidden = false;
    skip.onclick = () => end(Phone.words.place_skipped);
    said.textContent = Phone.words.place_working;
    if (!navigator.geolocation) return end(Phone.words.place_none);
    navigator.geolocation.getCurrentPosition((found) => {
      if (!open) return;
      const round = (degrees) => Math.round(degrees * 1e6) / 1e6;
      state.place = { lat: round(found.coords.latitude), lon: round(found.coords.longitude), accuracy: Math.round(found.coords.accuracy) };
      end("");
    }, (error) => end(error.code === 1 ? Phone.words.place_denied : Phone.words.place_none),
    { enableHighAccuracy: true, timeout: WAIT_FOR_PLACE, maximumAge: 60000 });
    setTimeout(() => end(Phone.words.place_none), WAIT_FOR_PLACE + 1000);
  }

  function showPlace(about, words) {
    const said = about.form.querySelector("[data-place-said]");
    const place = about.state.place;
    said.textContent = place ? Phone.fill.put(Phone.words.place_got, { metres: place.accuracy }) : words || "";
  }

  Phone.photos = { attach, show };
})();
