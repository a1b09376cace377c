// The map of Explore: spots that the server has grouped for the zoom, areas where no point is known.
import { Map as Chart, NavigationControl, ScaleControl, LngLatBounds } from "./vendor/maplibre-gl-6.17.0/maplibre-gl.mjs";

const EMPTY = { type: "FeatureCollection", features: [] };
const FONT = ["system-ui", "sans-serif"];
const CELLS = 3;
const EARTH_KM = 6371.0088;
const KM_PER_DEGREE = 111.2;
const still = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");
const amount = (n) => n.toLocaleString("en");
const events = (n) => `${amount(n)} ${n === 1 ? "event" : "events"}`;

const colours = () => {
  const style = getComputedStyle(document.documentElement);
  const named = (name) => style.getPropertyValue(`--${name}`).trim();
  return { sea: named("sea"), land: named("land"), border: named("border"), pin: named("pin"), area: named("day"),
    ink: named("ink"), soft: named("soft"), card: named("card"), lit: named("focus") };
};

// A circle on the globe, for areas: points at one distance from the middle.
const circle = (east, north, km) => {
  const up = north * Math.PI / 180, along = km / EARTH_KM, ring = [];
  for (let n = 0; n <= 64; n += 1) {
    const turn = n / 64 * 2 * Math.PI;
    const at = Math.asin(Math.sin(up) * Math.cos(along) + Math.cos(up) * Math.sin(along) * Math.cos(turn));
    const beside = Math.atan2(Math.sin(turn) * Math.sin(along) * Math.cos(up), Math.cos(along) - Math.sin(up) * Math.sin(at));
    ring.push([east + beside * 180 / Math.PI, at * 180 / Math.PI]);
  }
  return ring;
};
const around = (east, north, km) => {
  const high = km / KM_PER_DEGREE, wide = Math.min(180, high / Math.max(0.01, Math.cos(Math.min(89, Math.abs(north) + high) * Math.PI / 180)));
  return [east - wide, Math.max(-90, north - high), east + wide, Math.min(90, north + high)];
};
const feature = (type, coordinates, properties) => ({ type: "Feature", properties, geometry: { type, coordinates } });
const collected = (features) => ({ type: "FeatureCollection", features });

// The cell in which a point is grouped with others at a zoom, as the server does it (store/mapping.py).
const cell = (east, north, zoom) => {
  const size = 2 ** (CELLS + Math.round(zoom)), sine = Math.sin(Math.max(-85.0511, Math.min(85.0511, north)) * Math.PI / 180);
  const x = ((east + 180) % 360 + 360) % 360 / 360, y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return `${Math.floor(x * size)} ${Math.floor(y * size)}`;
};

// A name that would hide half the map is cut; the table has all of it.
const LONGEST = 32;
const cut = ["case", [">", ["length", ["get", "name"]], LONGEST], ["concat", ["slice", ["get", "name"], 0, LONGEST - 1], "…"], ["get", "name"]];

const style = (c) => {
  const radius = ["interpolate", ["linear"], ["log10", ["get", "count"]], 0, 5, 1, 10, 3, 18, 5, 26];
  const text = (size) => ({ "text-font": FONT, "text-size": size, "text-field": ["get", "name"] });
  const halo = (colour) => ({ "text-color": colour, "text-halo-color": c.land, "text-halo-width": 1.4 });
  return {
    version: 8,
    sources: Object.fromEntries(["ground", "own", "areas", "spots", "lit"].map((name) => [name, { type: "geojson",
      data: name === "ground" ? `${location.origin}/ground/countries.json` : name === "own" ? `${location.origin}/ground/coastline.json` : EMPTY }])),
    layers: [
      { id: "sea", type: "background", paint: { "background-color": c.sea } },
      { id: "land", type: "fill", source: "ground", filter: ["!=", ["geometry-type"], "Point"], paint: { "fill-color": c.land } },
      { id: "border", type: "line", source: "ground", filter: ["!=", ["geometry-type"], "Point"], paint: { "line-color": c.border, "line-width": 0.8 } },
      { id: "own-land", type: "fill", source: "own", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": c.land } },
      { id: "own-line", type: "line", source: "own", paint: { "line-color": c.border, "line-width": 1 } },
      { id: "country", type: "symbol", source: "ground", filter: ["==", ["geometry-type"], "Point"],
        layout: { ...text(11), "symbol-sort-key": ["-", ["get", "size"]], "text-transform": "uppercase", "text-letter-spacing": 0.08, "text-max-width": 8 }, paint: halo(c.soft) },
      { id: "area", type: "fill", source: "areas", paint: { "fill-color": c.area, "fill-opacity": 0.1 } },
      { id: "area-edge", type: "line", source: "areas", paint: { "line-color": c.area, "line-width": 1.4, "line-dasharray": [3, 2] } },
      { id: "lit-area", type: "fill", source: "lit", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": c.lit, "fill-opacity": 0.25 } },
      { id: "spot", type: "circle", source: "spots", paint: { "circle-color": c.pin, "circle-radius": radius, "circle-opacity": 0.92, "circle-stroke-color": c.card, "circle-stroke-width": 1.5 } },
      { id: "lit-edge", type: "line", source: "lit", filter: ["==", ["geometry-type"], "Polygon"], paint: { "line-color": c.lit, "line-width": 2.5 } },
      { id: "lit-spot", type: "circle", source: "lit", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-color": "rgba(0,0,0,0)", "circle-radius": 13, "circle-stroke-color": c.lit, "circle-stroke-width": 3 } },
      { id: "count", type: "symbol", source: "spots", filter: [">", ["get", "count"], 1],
        layout: { ...text(11), "text-field": ["get", "said"], "text-allow-overlap": true }, paint: { "text-color": c.card } },
      { id: "place", type: "symbol", source: "spots", filter: ["!=", ["get", "name"], ""],
        layout: { ...text(12), "text-field": cut, "text-anchor": "top", "text-offset": [0, 1], "text-optional": true, "text-max-width": 9, "symbol-sort-key": ["-", ["get", "count"]] }, paint: halo(c.ink) },
    ],
  };
};
const said = (n) => n < 1000 ? String(n) : n < 10000 ? `${(n / 1000).toFixed(1)}k` : `${Math.round(n / 1000)}k`;

export class EventMap {
  constructor(box, picked, { fetched, over, only }) {
    Object.assign(this, { box, picked, fetched, over, only, zoom: 0, spot: "" });
    box.replaceChildren();
    this.chart = new Chart({ container: box, style: style(colours()), center: [20, 25], zoom: 0.6, minZoom: 0, maxZoom: 17,
      attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, renderWorldCopies: true, fadeDuration: 0 });
    this.chart.touchZoomRotate.disableRotation();
    this.chart.addControl(new NavigationControl({ showCompass: false }), "top-right");
    this.chart.addControl(new ScaleControl({ maxWidth: 90 }), "bottom-left");
    const canvas = this.chart.getCanvas();
    canvas.setAttribute("aria-label", "Map of the events. Arrow keys move it, plus and minus zoom; the table holds the same events.");
    this.ready = this.chart.once("load");
    dark.addEventListener("change", () => this.paint());
    this.chart.on("moveend", () => this.refresh());
    for (const layer of ["spot", "area"]) {
      this.chart.on("click", layer, (event) => this.pick(event));
      this.chart.on("mousemove", layer, (event) => this.hover(event));
      this.chart.on("mouseleave", layer, () => { canvas.style.cursor = ""; this.over(null); });
    }
  }

  // The other colours; what the sources hold stays.
  paint() {
    for (const layer of style(colours()).layers) {
      for (const [name, value] of Object.entries(layer.paint)) this.chart.setPaintProperty(layer.id, name, value);
    }
  }

  // A new selection: all of it comes into view, unless the view is the filter.
  async show() {
    await this.ready;
    const found = await this.fetched("/explore/map.json", { zoom: 8 });
    const bounds = new LngLatBounds();
    for (const [east, north] of found.spots) bounds.extend([east, north]);
    for (const [east, north, , , , km] of found.areas) {
      const [w, s, e, n] = around(east, north, km);
      bounds.extend([w, s]).extend([e, n]);
    }
    const asked = new URLSearchParams(location.search).get("bbox");
    if (asked) {
      const [w, s, e, n] = asked.split(",").map(Number);
      this.fit([[w, s], [e, n]], 0);
    } else if (!bounds.isEmpty()) this.fit(bounds, 36);
    await this.refresh();
    if (bounds.isEmpty()) this.picked.textContent = found.total ? "None of these events can be put on a map." : "";
  }

  fit(bounds, padding) {
    this.chart.fitBounds(bounds, { padding, maxZoom: 10, animate: false });
  }

  async refresh() {
    this.looking?.abort();
    this.looking = new AbortController();
    const zoom = this.chart.getZoom();
    try {
      const found = await this.fetched("/explore/map.json", { view: this.bounds(), zoom: zoom.toFixed(1) }, this.looking.signal);
      this.put(found, Number(zoom.toFixed(1)));
      this.box.dataset.drawn = String(found.shown);
    } catch (error) {
      if (error.name !== "AbortError") this.picked.textContent = `The map could not be brought up to date: ${error.message}`;
    }
  }

  put(found, zoom) {
    this.zoom = zoom;
    this.chart.getSource("spots").setData(collected(found.spots.map(([east, north, count, event, name]) =>
      feature("Point", [east, north], { count, event, name, east, north, said: said(count) }))));
    this.chart.getSource("areas").setData(collected(found.areas.map(([east, north, count, event, name, km]) =>
      feature("Polygon", [circle(east, north, km)], { count, event, name, east, north, km }))));
    this.picked.textContent = found.more ? `${events(found.more)} in places of fewest events are not drawn at this zoom: zoom in.` : "";
  }

  bounds() {
    const box = this.chart.getBounds();
    const west = Math.max(-540, box.getWest()), east = Math.min(540, box.getEast());
    return [west, Math.max(-90, box.getSouth()), Math.min(east, west + 360), Math.min(90, box.getNorth())].map((side) => side.toFixed(4)).join(",");
  }

  // What lies under the pointer: a spot before an area, a small area before a wide one.
  under(event) {
    const found = this.chart.queryRenderedFeatures(event.point, { layers: ["spot", "area"] }).map((one) => one.properties);
    return found.sort((a, b) => (a.km || 0) - (b.km || 0))[0];
  }

  hover(event) {
    const one = this.under(event);
    if (!one) return;
    this.chart.getCanvas().style.cursor = "pointer";
    const home = cell(one.east, one.north, this.zoom);
    this.over((east, north, km) => one.km ? km === one.km && east === one.east && north === one.north
      : !km && cell(east, north, this.zoom) === home);
  }

  // What was clicked, in words below the map, with what can be done about it.
  pick(event) {
    const one = this.under(event);
    if (!one || event.originalEvent.defaultPrevented) return;
    event.originalEvent.preventDefault();
    const where = one.name ? (one.km ? `somewhere within ${Math.round(one.km)} km of ${one.name}` : `in ${one.name}`) : "in several places here";
    const parts = [`${events(one.count)} ${where}. `];
    if (one.count === 1) {
      const link = document.createElement("a");
      link.href = `/events/${encodeURIComponent(one.event)}`;
      link.textContent = "Open it";
      parts.push(link);
    } else {
      if (!one.name) parts.push(this.button("Zoom in", () => this.chart.easeTo({ center: [one.east, one.north], zoom: this.chart.getZoom() + 2, animate: !still.matches })), " ");
      parts.push(this.button("Only what may have been here", () => this.only(this.boxOf(one))));
    }
    this.picked.replaceChildren(...parts);
  }

  boxOf(one) {
    if (one.km) return around(one.east, one.north, one.km).map((side) => side.toFixed(4)).join(",");
    const reach = one.name ? 0.0005 : 360 / 2 ** (CELLS + Math.round(this.zoom));
    return [one.east - reach, one.north - reach, one.east + reach, one.north + reach].map((side) => side.toFixed(4)).join(",");
  }

  button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  light(spot) {
    if (spot === this.spot || !this.chart.getSource("lit")) return;
    this.spot = spot;
    const [east, north, km] = spot.split(" ").map(Number);
    this.chart.getSource("lit").setData(spot ? collected([km ? feature("Polygon", [circle(east, north, km)], {}) : feature("Point", [east, north], {})]) : EMPTY);
  }
}
