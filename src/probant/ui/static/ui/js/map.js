/* The map of a page: points with a number at each, the list of a point on a click or Enter. */
(() => {
  "use strict";

  const box = document.querySelector("[data-map]");
  const held = document.getElementById("points-de-la-carte");
  if (!box || !held || !window.L) return;
  const points = JSON.parse(held.textContent);
  const told = document.querySelector("[data-map-told]");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  const element = (name, text, className) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const link = (text, href) => {
    const made = element("a", text);
    made.href = href;
    return made;
  };
  const counted = (count) => `${count.toLocaleString("fr-FR")} structure${count > 1 ? "s" : ""}`;

  box.hidden = false;
  if (told) told.hidden = false;
  const tiles = box.dataset.tiles;
  const map = L.map(box, {
    attributionControl: Boolean(tiles), fadeAnimation: !still, markerZoomAnimation: !still,
    maxZoom: tiles ? 17 : 13, minZoom: 6, scrollWheelZoom: false, zoomAnimation: !still,
    zoomControl: false, zoomSnap: 0.5,
  });
  const boundsOf = (some) => L.latLngBounds(some.map((point) => point.at));
  map.fitBounds(boundsOf(points), { animate: false, maxZoom: 11, padding: [40, 40] });
  L.control.zoom({ zoomInTitle: "Agrandir", zoomOutTitle: "Réduire" }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  if (tiles) {
    map.attributionControl.setPrefix(false);
    const attribution = element("span", box.dataset.attribution).innerHTML;
    L.tileLayer(tiles, { attribution, maxZoom: 19, referrerPolicy: "strict-origin" }).addTo(map);
  }

  const lines = (rows) => {
    const list = element("ul", "", "plain-list");
    for (const [text, href] of rows) {
      const line = document.createElement("li");
      line.append(href ? link(text, href) : text);
      list.append(line);
    }
    return list;
  };
  const listOf = (near) => {
    const made = document.createElement("div");
    const [first] = near;
    made.append(element("h3", nameOf(near), "map__name"));
    if (near.length > 1) {
      made.append(lines(near.map((point) => [`${point.name} : ${counted(point.count)}`, point.href])));
      const closer = element("button", "Agrandir ici", "link");
      closer.type = "button";
      closer.addEventListener("click", () => {
        map.closePopup();
        map.fitBounds(boundsOf(near), { animate: !still, maxZoom: 12, padding: [60, 60] });
      });
      made.append(closer);
      return made;
    }
    made.append(lines(first.structures));
    const all = first.count > first.structures.length;
    if (first.href) made.append(link(all ? `Toutes : ${counted(first.count)}` : "Seulement cette commune", first.href));
    return made;
  };
  const nameOf = (near) => {
    const others = near.length - 1;
    return others ? `${near[0].name} et ${others} autour` : near[0].name;
  };

  /* Points come most structures first: each takes in those that it would hide at this scale. */
  const most = Math.max(...points.map((point) => point.count));
  const sizeOf = (count) => 24 + Math.round(18 * Math.sqrt(Math.min(1, count / most)));
  const gathered = () => {
    const groups = [];
    for (const point of points) {
      const at = map.latLngToLayerPoint(point.at);
      const near = groups.find((group) => group.at.distanceTo(at) < sizeOf(group.near[0].count) / 2 + 16);
      if (near) near.near.push(point);
      else groups.push({ at, near: [point] });
    }
    return groups.map((group) => group.near);
  };
  const layer = L.layerGroup().addTo(map);
  const show = () => {
    layer.clearLayers();
    gathered().forEach((near, rank) => {
      const count = near.reduce((sum, point) => sum + point.count, 0);
      const size = sizeOf(count);
      const icon = L.divIcon({ className: "map__point", html: element("span", count), iconSize: [size, size] });
      const marker = L.marker(near[0].at, { icon }).addTo(layer);
      marker.getElement().setAttribute("aria-label", `${nameOf(near)} : ${counted(count)}`);
      marker.bindPopup(listOf(near), { maxHeight: 280, maxWidth: 280 });
      marker.bindTooltip(element("span", nameOf(near)), {
        className: "map__label", direction: "right", offset: [size / 2 - 4, 0], permanent: rank < 15,
      });
    });
  };
  map.on("zoomend", show);
  show();

  const draw = (drawn, className) => L.polyline(drawn, { className, interactive: false, noClip: true }).addTo(map);
  if (box.dataset.lines) {
    fetch(box.dataset.lines, { credentials: "same-origin" })
      .then((answer) => (answer.ok ? answer.json() : { departments: [] }))
      .then(({ departments }) => {
        for (const one of departments) {
          draw(one.group, "map__group");
          draw(one.border, "map__border");
        }
      })
      .catch(() => {});  // points are drawn without them
  }
})();
