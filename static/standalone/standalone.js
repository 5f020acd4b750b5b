// Draws the places of one article on the folium map and links them with the text beside it.
// A classic script: the file it is written into has no address to import modules from.
// All text goes through textContent; the data lie in the page as JSON.
/* global L, pmtiles, protomapsL, createBasemap */
const dateline = (() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const MANY = 40; // more names than this are shown only when pointed at
  const WORLD_ZOOM = 4; // the file holds the ground of the whole world up to here

  function read(id) {
    return JSON.parse(document.getElementById(id).textContent);
  }

  function element(name, properties = {}, ...children) {
    const made = document.createElement(name);
    Object.assign(made, properties);
    made.append(...children);
    return made;
  }

  // Symbols -----------------------------------------------------------------------------------

  function outline(shape, r) {
    const points = {
      square: [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
      diamond: [[0, -1.15], [1.15, 0], [0, 1.15], [-1.15, 0]],
      hexagon: [0, 1, 2, 3, 4, 5].map((n) => [Math.cos((n * Math.PI) / 3), Math.sin((n * Math.PI) / 3)]),
    }[shape];
    if (!points) {
      const circle = document.createElementNS(SVG, "circle");
      circle.setAttribute("r", r);
      return circle;
    }
    const polygon = document.createElementNS(SVG, "polygon");
    polygon.setAttribute("points", points.map(([x, y]) => `${x * r},${y * r}`).join(" "));
    return polygon;
  }

  function symbol({ shape, colour, radius, hollow, doubtful, paper }) {
    const size = Math.ceil(radius) * 2 + 8;
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `${-size / 2} ${-size / 2} ${size} ${size}`);
    svg.setAttribute("width", size);
    svg.setAttribute("height", size);
    svg.setAttribute("aria-hidden", "true");
    const mark = outline(shape, radius);
    mark.setAttribute("fill", hollow || doubtful ? paper : colour);
    mark.setAttribute("stroke", hollow || doubtful ? colour : paper);
    mark.setAttribute("stroke-width", hollow || doubtful ? 2.5 : 1.5);
    if (doubtful) mark.setAttribute("stroke-dasharray", "3 2");
    svg.append(mark);
    if (doubtful) {
      const question = document.createElementNS(SVG, "text");
      question.textContent = "?";
      question.setAttribute("text-anchor", "middle");
      question.setAttribute("dominant-baseline", "central");
      question.setAttribute("fill", colour);
      question.setAttribute("font-size", radius * 1.5);
      question.setAttribute("font-weight", "700");
      svg.append(question);
    }
    return { svg, size };
  }

  // The map -----------------------------------------------------------------------------------

  class View {
    constructor(map) {
      this.map = map;
      this.data = read("dateline-data");
      this.places = new Map();
      this.chosen = null;
      this.groups = { areas: L.layerGroup(), places: L.layerGroup(), actors: L.layerGroup() };
    }

    get theme() {
      return dark.matches ? "dark" : "light";
    }

    colour(feature) {
      if (feature.properties.layer === "actors") return this.token("--muted");
      return this.data.styles[feature.properties.symbol][this.theme];
    }

    token(name) {
      return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    }

    start() {
      const container = this.map.getContainer();
      container.setAttribute("role", "region");
      container.setAttribute("aria-label", this.data.words.map);
      this.map.attributionControl.setPrefix("Leaflet");
      this.nameControls();
      this.addBasemap();
      this.map.createPane("names").style.zIndex = 640;
      this.addOverlays();
      for (const feature of this.data.features) this.add(feature);
      this.addAnnotations();
      this.groups.areas.addTo(this.map);
      this.groups.places.addTo(this.map);
      this.addLegend();
      this.addCard();
      this.fit();
      this.linkText();
      dark.addEventListener("change", () => window.location.reload());
      document.documentElement.dataset.ready = "true";
    }

    nameControls() {
      const { words } = this.data;
      for (const [way, title] of [["in", words.zoom_in], ["out", words.zoom_out]]) {
        const button = this.map.getContainer().querySelector(`.leaflet-control-zoom-${way}`);
        button?.setAttribute("title", title);
        button?.setAttribute("aria-label", title);
      }
      const Scale = L.Control.Scale.extend({
        _updateScale(bar, text, ratio) {
          const said = text.replace(/ (k?m)$/, (_, unit) => `\u00a0${words[unit]}`);
          L.Control.Scale.prototype._updateScale.call(this, bar, said, ratio);
        },
      });
      new Scale({ imperial: false }).addTo(this.map);
    }

    addBasemap() {
      const { archive } = read("dateline-basemap");
      if (!archive) {
        this.map.getContainer().classList.add("plain");
        this.map.attributionControl.addAttribution(this.data.attribution);
        return;
      }
      const bytes = Uint8Array.from(atob(archive), (character) => character.codePointAt(0));
      const source = {
        getKey: () => "embedded",
        getBytes: (offset, length) =>
          Promise.resolve({ data: bytes.buffer.slice(offset, offset + length) }),
      };
      const { worldview, language, features } = this.data;
      // A town of a drawn place's name would be written over that place's own name.
      const omit = features
        .map(({ properties }) => properties)
        .filter(({ layer }) => layer !== "actors")
        .flatMap(({ name, mentions }) => [name, ...mentions.map(({ text }) => text)]);
      createBasemap({
        L,
        protomaps: protomapsL,
        url: new pmtiles.PMTiles(source),
        theme: this.theme,
        worldview,
        language,
        omit,
      }).addTo(this.map);
    }

    add(feature) {
      const { place, layer, label: name, symbol: kind, lon, lat } = feature.properties;
      const drawn = { feature, parts: [], shape: null, marker: null };
      this.places.set(place, drawn);
      if (!feature.geometry) return;
      if (layer === "areas") {
        drawn.shape = L.geoJSON(feature.geometry, {
          style: {
            color: this.colour(feature),
            weight: 1.5,
            fillOpacity: this.data.fill,
            dashArray: feature.properties.dispute ? "5 4" : null,
          },
        });
        drawn.shape.on("click", () => this.choose(place));
        this.groups.areas.addLayer(drawn.shape);
        if (lon !== null) {
          const text = L.tooltip({
            permanent: true,
            direction: "center",
            className: `place-name ${kind}`,
            pane: "names",
          });
          this.groups.areas.addLayer(text.setLatLng([lat, lon]).setContent(element("span", { textContent: name })));
        }
        return;
      }
      const [x, y] = feature.geometry.coordinates;
      const actor = layer === "actors";
      const { svg, size } = symbol({
        shape: actor ? "circle" : this.data.styles[kind].shape,
        colour: this.colour(feature),
        radius: feature.properties.radius_px,
        hollow: actor,
        doubtful: feature.properties.certainty === "doubtful",
        paper: this.token("--paper"),
      });
      drawn.marker = L.marker([y, x], {
        icon: L.divIcon({ className: "place-marker", html: svg, iconSize: [size, size] }),
        title: name,
        alt: name,
        riseOnHover: true,
      });
      drawn.marker.on("click keypress", () => this.choose(place));
      drawn.marker.bindTooltip(element("span", { textContent: name }), {
        permanent: !actor && this.data.features.length <= MANY,
        direction: "right",
        offset: [size / 2 - 2, 0],
        className: `place-name ${kind}`,
      });
      this.groups[layer].addLayer(drawn.marker);
    }

    /** Who holds which ground, by a source of the reader's: under the places. */
    addOverlays() {
      this.map.createPane("overlays").style.zIndex = 350;
      const renderer = L.svg({ pane: "overlays" });
      for (const { features } of this.data.overlays) {
        for (const { geometry, properties } of features) {
          const style = this.data.overlay_styles[properties.style];
          L.geoJSON(geometry, {
            pane: "overlays",
            renderer,
            interactive: false,
            style: {
              color: style[this.theme],
              weight: 1.6,
              dashArray: style.dash?.join(" ") ?? null,
              fillOpacity: this.data.overlay_fill,
            },
          }).addTo(this.map);
        }
      }
    }

    addAnnotations() {
      const ink = this.token("--note");
      for (const { geometry, properties } of this.data.annotations) {
        if (!geometry) continue;
        const shape = L.geoJSON(geometry, {
          style: { color: ink, weight: 2, fillOpacity: 0.1 },
          pointToLayer: (_, at) => L.circleMarker(at, { radius: 6, color: ink, weight: 2 }),
        }).addTo(this.map);
        const words = element("span", { textContent: [properties.title, properties.note].filter(Boolean).join(": ") });
        if (words.textContent) shape.bindTooltip(words);
      }
    }

    fit() {
      this.map.options.zoomSnap = 1;
      const { focus } = this.data;
      if (!focus) {
        this.map.setView([20, 10], 2, { animate: false });
        return;
      }
      const [west, south, east, north] = focus;
      const bounds = [[south, west], [north, east < west ? east + 360 : east]];
      this.ground = L.latLngBounds(bounds).pad(0.35);
      const narrow = this.map.getSize().x < 500;
      this.map.fitBounds(bounds, { animate: false, maxZoom: 9, padding: narrow ? [24, 24] : [48, 48] });
    }

    // Legend, card ----------------------------------------------------------------------------

    addLegend() {
      const control = L.control({ position: "topright" });
      control.onAdd = () => {
        const legend = element("div", { className: "box legend" });
        const { words } = this.data;
        for (const layer of ["areas", "places", "actors"]) {
          const count = this.data.features.filter((f) => f.properties.layer === layer).length;
          if (!count) continue;
          const box = element("input", { type: "checkbox", checked: layer !== "actors" });
          box.addEventListener("change", () =>
            box.checked ? this.groups[layer].addTo(this.map) : this.groups[layer].remove(),
          );
          legend.append(
            element("label", {}, box, words[layer], element("span", { className: "count", textContent: count })),
          );
        }
        const used = new Set(this.data.features.filter((f) => f.properties.layer === "places").map((f) => f.properties.symbol));
        for (const [name, style] of Object.entries(this.data.styles)) {
          if (!used.has(name)) continue;
          const { svg } = symbol({ shape: style.shape, colour: style[this.theme], radius: 6, paper: this.token("--paper") });
          legend.append(element("label", {}, svg, style.title));
        }
        for (const { told, names } of this.data.overlays) {
          legend.append(element("p", { textContent: told }));
          for (const { name, style } of names) {
            const line = element("span", { className: "overlay-sample" });
            line.style.border = `2px ${this.data.overlay_styles[style].dash ? "dashed" : "solid"} ${this.data.overlay_styles[style][this.theme]}`;
            legend.append(element("label", {}, line, name));
          }
        }
        legend.append(element("p", { textContent: words.borders }));
        if (this.data.outside.length) {
          legend.append(element("p", { textContent: `${words.outside} ${this.data.outside.join(", ")}` }));
        }
        L.DomEvent.disableClickPropagation(legend);
        L.DomEvent.disableScrollPropagation(legend);
        return legend;
      };
      control.addTo(this.map);
    }

    addCard() {
      const control = L.control({ position: "bottomright" });
      control.onAdd = () => {
        this.card = element("section", { className: "box card", hidden: true, ariaLive: "polite" });
        L.DomEvent.disableClickPropagation(this.card);
        L.DomEvent.disableScrollPropagation(this.card);
        return this.card;
      };
      control.addTo(this.map);
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.choose(null);
      });
    }

    fillCard({ properties }) {
      const close = element("button", { type: "button", textContent: "×", ariaLabel: this.data.words.close });
      close.addEventListener("click", () => this.choose(null));
      const inside = [properties.kind_title, ...properties.parents.map((parent) => parent.name)].join(", ");
      const [first] = properties.mentions;
      const parts = [
        close,
        element("h2", { textContent: properties.label }),
        properties.local_name && properties.label === properties.name && element("p", { className: "muted", textContent: properties.local_name }),
        element("p", { className: "muted", textContent: inside }),
        element("p", { textContent: `${properties.certainty_title} (${Math.round(properties.confidence * 100)} %). ${properties.reason}` }),
        properties.dispute && element("p", { textContent: `${properties.dispute.sentence} ${this.data.words.source} ${properties.dispute.source}` }),
        first && element("blockquote", { textContent: first.sentence }),
      ];
      this.card.replaceChildren(...parts.filter(Boolean));
    }

    // Choosing --------------------------------------------------------------------------------

    choose(place, { pan = false } = {}) {
      this.mark(this.chosen, false);
      this.chosen = place;
      this.card.hidden = place === null;
      const drawn = this.places.get(place);
      if (!drawn) {
        this.card.hidden = true;
        return;
      }
      this.fillCard(drawn.feature);
      this.mark(place, true);
      const { lon, lat, layer } = drawn.feature.properties;
      if (pan && lon !== null && layer !== "actors" && !this.map.getBounds().contains([lat, lon])) {
        // Far from the article's own ground the file has none for near views.
        const far = this.ground && !this.ground.contains([lat, lon]);
        const zoom = this.map.getZoom();
        this.map.setView([lat, lon], far ? Math.min(zoom, WORLD_ZOOM) : zoom, { animate: !still.matches });
      }
      if (!pan) this.scrollText(place);
    }

    mark(place, on) {
      if (place === null) return;
      const drawn = this.places.get(place);
      for (const name of document.querySelectorAll("[data-place]")) {
        if (name.dataset.place === place) name.classList.toggle("chosen", on);
      }
      drawn?.shape?.setStyle({ fillOpacity: on ? this.data.fill_chosen : this.data.fill, weight: on ? 2.5 : 1.5 });
      drawn?.marker?.getElement()?.classList.toggle("chosen", on);
    }

    scrollText(place) {
      const name = [...document.querySelectorAll("a.name[data-mention]")].find((each) => each.dataset.place === place);
      name?.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
    }

    linkText() {
      for (const name of document.querySelectorAll("a.name")) {
        name.addEventListener("click", (event) => {
          if (!this.places.has(name.dataset.place)) return;
          event.preventDefault();
          this.choose(name.dataset.place, { pan: true });
        });
      }
    }
  }

  return { start: (map) => new View(map).start() };
})();
