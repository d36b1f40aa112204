// What is changed in how ZRender writes SVG, for the server (lean.mjs).
export const svg = {
  // What is painted plainly is written as it comes, without a tree of nodes between:
  // not gradients, patterns, shadows and pictures, nor shapes that SVG has itself.
  "zrender/lib/svg/graphic.js": [
    ["function setMetaData(attrs, el) {", "function setMetaData(attrs, el) {\n    return;"], // for a pointer
    ["export function brush(el, scope) {\n    if (el instanceof Path) {\n", `function paint(style, el) {
    var opacity = style.opacity == null ? 1 : style.opacity, fill = style.fill, stroke = style.stroke, all, color, value;
    if (fill != null && fill !== 'none') {
        color = normalizeColor(fill);
        all = ' fill="' + color.color + '"';
        value = color.opacity * opacity;
        if (style.fillOpacity != null) value = style.fillOpacity * color.opacity * opacity;
        if (value < 1) all += ' fill-opacity="' + value + '"';
    }
    else all = ' fill="none"';
    if (stroke == null || stroke === 'none') return all;
    color = normalizeColor(stroke);
    all += ' stroke="' + color.color + '"';
    var scale = style.strokeNoScale ? el.getLineScale() : 1;
    value = scale ? (style.lineWidth || 0) / scale : 0;
    if (value !== 1) all += ' stroke-width="' + value + '"';
    if (style.strokeFirst) all += ' paint-order="stroke"';
    value = color.opacity * opacity;
    if (style.strokeOpacity != null) value = style.strokeOpacity * color.opacity * opacity;
    if (value < 1) all += ' stroke-opacity="' + value + '"';
    if (style.lineDash) {
        var dash = getLineDash(el), offset = round(dash[1] || 0);
        if (dash[0]) all += ' stroke-dasharray="' + dash[0].join(',') + '"' + (offset ? ' stroke-dashoffset="' + offset + '"' : '');
    }
    if (style.lineCap !== 'butt') all += ' stroke-linecap="' + (style.lineCap || 'butt') + '"';
    if (style.miterLimit !== 10) all += ' stroke-miterlimit="' + (style.miterLimit || 10) + '"';
    if (style.lineJoin) all += ' stroke-linejoin="' + style.lineJoin + '"';
    return all;
}
function placed(m) {
    if (!m) return '';
    var tiny = 1e-4, x = m[4], y = m[5], v;
    if ((v = m[0] - 1) < tiny && v > -tiny && (v = m[3] - 1) < tiny && v > -tiny && (v = m[1]) < tiny && v > -tiny && (v = m[2]) < tiny && v > -tiny) {
        return x < tiny && x > -tiny && y < tiny && y > -tiny ? '' : ' transform="translate(' + round(x * 1e4) / 1e4 + ' ' + round(y * 1e4) / 1e4 + ')"';
    }
    return ' transform="' + getMatrixStr(m) + '"';
}
function isPlain(style) {
    var fill = style.fill, stroke = style.stroke;
    return (fill == null || typeof fill === 'string') && (stroke == null || typeof stroke === 'string') && !hasShadow(style);
}
// All symbols of a kind have one outline; a plain rectangle's and a
// line's needs no store of commands.
var symbols = Object.create(null);
function outline(el) {
    var shape = el.shape, percent = el.style.strokePercent, m = el.transform;
    var precision = !m || m[0] === 1 && m[1] === 0 && m[2] === 0 && m[3] === 1 ? 1 : getPathPrecision(el) || 4;
    var kind = shape.symbolType && shape.x === -1 && shape.y === -1 && shape.width === 2 && shape.height === 2 && !(percent < 1) ? shape.symbolType + precision : '';
    if (kind && symbols[kind] !== undefined) return symbols[kind];
    var builder = new SVGPathRebuilder();
    builder.reset(precision);
    if (!(percent < 1) && (el.type === 'rect' && !shape.r || el.type === 'line' && shape.percent === 1 && (Math.abs(shape.x1 - shape.x2) > 1 || Math.abs(shape.y1 - shape.y2) > 1))) {
        el.buildPath(builder, shape);
    }
    else {
        var made = el.path && !el.shapeChanged();
        if (!el.path) el.createPathProxy();
        if (!made) {
            el.path.beginPath();
            el.buildPath(el.path, shape);
            el.pathUpdated();
        }
        el.path.rebuildPath(builder, percent);
    }
    builder.generateStr();
    return kind ? (symbols[kind] = builder.getStr()) : builder.getStr();
}
function written(el) {
    var style = el.style;
    if (!(el instanceof TSpan)) return '<path d="' + outline(el) + '"' + placed(el.transform) + paint(style, el) + '></path>';
    var text = style.text;
    text != null && (text += '');
    if (!text || isNaN(style.x) || isNaN(style.y)) return;
    var font = style.font || DEFAULT_FONT;
    var x = style.x || 0, y = adjustTextY(style.y || 0, getLineHeight(font), style.textBaseline);
    var css = 'font: ' + font;
    if (hasSeparateFont(style)) {
        var size = parseFontSize(style.fontSize);
        if (!parseFloat(size)) return;
        css = 'font-size:' + size + ';font-family:' + (style.fontFamily || DEFAULT_FONT_FAMILY) + ';';
        if (style.fontStyle && style.fontStyle !== 'normal') css += 'font-style:' + style.fontStyle + ';';
        if (style.fontWeight && style.fontWeight !== 'normal') css += 'font-weight:' + style.fontWeight + ';';
    }
    var anchor = TEXT_ALIGN_TO_ANCHOR[style.textAlign] || style.textAlign;
    return '<text dominant-baseline="central" text-anchor' + (anchor == null ? '' : '="' + anchor + '"') + ' style="' + css + '"' + (text.match(/\\s/) ? ' xml:space="preserve"' : '')
        + (x ? ' x="' + x + '"' : '') + (y ? ' y="' + y + '"' : '') + placed(el.transform) + paint(style, el) + '>' + encodeHTML(text) + '</text>';
}
export function brush(el, scope) {
    if ((el instanceof TSpan || el instanceof Path && !builtinShapesDef[el.type]) && isPlain(el.style)) return written(el);
    if (el instanceof Path) {
`],
    ["import { createOrUpdateImage }", "import { getLineDash } from '../canvas/dashStyle.js';\nimport { encodeHTML } from '../core/dom.js';\nimport { createOrUpdateImage }"],
  ],
  "zrender/lib/svg/core.js": [["    function convertElToString(el) {\n", "    function convertElToString(el) {\n        if (typeof el === 'string') return el;\n"]],
  "zrender/lib/svg/helper.js": [
    ["export function normalizeColor(color) {", `var known = Object.create(null), count = 0;
export function normalizeColor(color) {
    if (typeof color !== 'string') return normalize(color);
    if (known[color]) return known[color];
    if (count++ > 1000) known = Object.create(null), count = 0;
    return known[color] = normalize(color);
}
function normalize(color) {`],
  ],
  "zrender/lib/svg/Painter.js": [
    ["                var clipPaths = displayable.__clipPaths;\n", `                var clipPaths = displayable.__clipPaths;
                if (clipPaths === prevClipPaths || !(clipPaths && clipPaths.length) && !(prevClipPaths && prevClipPaths.length)) {
                    var plain = brush(displayable, scope);
                    if (plain) (currentClipPathGroup ? currentClipPathGroup.children : out).push(plain);
                    continue;
                }
`],
  ],

  // Numbers.
  "zrender/lib/svg/SVGPathRebuilder.js": [
    ["    SVGPathRebuilder.prototype._add = ", `    SVGPathRebuilder.prototype._pair = function (cmd, x, y) {
        var p = this._p;
        x = Math.round(x * p) / p;
        y = Math.round(y * p) / p;
        if (x !== x || y !== y) {
            this._invalid = true;
            return;
        }
        this._d.push(cmd + x + ' ' + y);
        this._start = false;
    };
    SVGPathRebuilder.prototype._add = `],
    ["        this._add('M', x, y);\n    };", "        this._pair('M', x, y);\n    };"],
    ["        this._add('L', x, y);", "        this._pair('L', x, y);"],
    ["        this._add('M', x, y);\n        this._add('l', w, 0);\n        this._add('l', 0, h);\n        this._add('l', -w, 0);\n        this._add('Z');", `        var p = this._p, round = Math.round;
        x = round(x * p) / p;
        y = round(y * p) / p;
        h = round(h * p) / p;
        var back = round(-w * p) / p;
        w = round(w * p) / p;
        if (x !== x || y !== y || w !== w || h !== h) this._invalid = true;
        else this._d.push('M' + x + ' ' + y + 'l' + w + ' 0l0 ' + h + 'l' + back + ' 0Z');
        this._start = true;`],
  ],
};
