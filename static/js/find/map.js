/* The map of the town: pictures from our own server, numbers that also stand in the list beneath it.
   Everything works with buttons; nothing has to be dragged. The library is there before: its script stands above. */

const { L } = window;
const place = document.getElementById("map");
const isScreen = document.documentElement.classList.contains("kiosk");
const minZoom = Number(place.dataset.minZoom);
const maxZoom = Number(place.dataset.maxZoom);
const [south, west, north, east] = numbersIn(place.dataset.bounds);
const bounds = [[south, west], [north, east]];
const NEAR_ENOUGH = 16;
const MARGIN_PX = [40, 40];

const map = draw();
const points = [...pinPlaces(), ...pinVisitor()];
if (points.length) map.fitBounds(points, { padding: MARGIN_PX, maxZoom: Math.min(NEAR_ENOUGH, maxZoom) });
else map.fitBounds(bounds);
offerButtons();

function numbersIn(text) {
  return text.split(",").map(Number);
}

function draw() {
  const drawn = L.map(place, {
    zoomControl: false,
    attributionControl: false,
    keyboard: true,
    dragging: !isScreen,
    touchZoom: !isScreen,
    doubleClickZoom: !isScreen,
    scrollWheelZoom: false,
    minZoom,
    maxZoom,
    maxBounds: bounds,
    fadeAnimation: false,
    zoomAnimation: false,
    markerZoomAnimation: false,
  });
  L.tileLayer(place.dataset.tiles, { minZoom, maxZoom, bounds }).addTo(drawn);
  return drawn;
}

function iconOf(name, text) {
  return L.divIcon({ className: `pin ${name}`, html: text, iconSize: null });
}

function pinPlaces() {
  return [...document.querySelectorAll("[data-pin]")].map((item) => {
    const point = numbersIn(item.dataset.pin);
    const icon = iconOf("pin-on-map", item.querySelector(".pin").textContent);
    // The list says the same in words: by keys, by ear and on a public screen one goes through that.
    const marker = L.marker(point, { icon, keyboard: false, interactive: !isScreen }).addTo(map);
    if (!isScreen) marker.on("click", () => item.querySelector("a").click());
    return point;
  });
}

function pinVisitor() {
  const { near, here } = place.dataset;
  if (!near) return [];
  const point = numbersIn(near);
  L.marker(point, { icon: iconOf("pin-here", ""), keyboard: false, title: here }).addTo(map);
  return [point];
}

function offerButtons() {
  const step = () => Math.round(Math.min(place.clientWidth, place.clientHeight) / 3);
  const moves = {
    in: () => map.zoomIn(),
    out: () => map.zoomOut(),
    up: () => map.panBy([0, -step()]),
    down: () => map.panBy([0, step()]),
    left: () => map.panBy([-step(), 0]),
    right: () => map.panBy([step(), 0]),
  };
  const buttons = document.getElementById("map-buttons");
  buttons.hidden = false;
  buttons.addEventListener("click", (event) => {
    const button = event.target.closest("[data-map]");
    if (button) moves[button.dataset.map]();
  });
}
