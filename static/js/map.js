/* The map of the town: pictures from our own server, numbers that also stand in the list beneath it.
   Everything works with buttons; nothing has to be dragged. */
addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("map");
  const numbers = (text) => text.split(",").map(Number);
  const { tiles, minZoom, maxZoom, bounds, near, here } = place.dataset;
  const [south, west, north, east] = numbers(bounds);
  const isKiosk = document.documentElement.classList.contains("kiosk");
  const map = L.map(place, {
    zoomControl: false, attributionControl: false, keyboard: true, dragging: !isKiosk, touchZoom: !isKiosk,
    doubleClickZoom: !isKiosk, scrollWheelZoom: false, minZoom: Number(minZoom), maxZoom: Number(maxZoom),
    maxBounds: [[south, west], [north, east]],
    fadeAnimation: false, zoomAnimation: false, markerZoomAnimation: false,
  });
  L.tileLayer(tiles, { minZoom: Number(minZoom), maxZoom: Number(maxZoom), bounds: [[south, west], [north, east]] }).addTo(map);
  const points = [];
  document.querySelectorAll("[data-pin]").forEach((item) => {
    const point = numbers(item.dataset.pin);
    const link = item.querySelector("a");
    const icon = L.divIcon({ className: "pin pin-on-map", html: item.querySelector(".pin").textContent, iconSize: null });
    // The list says the same in words: by keys and by ear one goes through that.
    L.marker(point, { icon: icon, keyboard: false }).addTo(map).on("click", () => link.click());
    points.push(point);
  });
  if (near) {
    const icon = L.divIcon({ className: "pin pin-here", html: "", iconSize: null });
    L.marker(numbers(near), { icon: icon, keyboard: false, title: here }).addTo(map);
    points.push(numbers(near));
  }
  if (points.length) map.fitBounds(points, { padding: [40, 40], maxZoom: Math.min(16, Number(maxZoom)) });
  else map.fitBounds([[south, west], [north, east]]);
  const step = () => Math.round(Math.min(place.clientWidth, place.clientHeight) / 3);
  const moves = {
    in: () => map.zoomIn(), out: () => map.zoomOut(), up: () => map.panBy([0, -step()]), down: () => map.panBy([0, step()]),
    left: () => map.panBy([-step(), 0]), right: () => map.panBy([step(), 0]),
  };
  const buttons = document.getElementById("map-buttons");
  buttons.hidden = false;
  buttons.addEventListener("click", (event) => {
    const button = event.target.closest("[data-map]");
    if (button) moves[button.dataset.map]();
  });
});
