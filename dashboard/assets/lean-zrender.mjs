// What is changed in ZRender, which paints for ECharts, for the server (lean.mjs).
export const zrender = {
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

  // What is cloned and merged is an option's, which is plain.
  "zrender/lib/core/util.js": [
    // What an option does not say it takes from what is usual, as it stands there:
    // frozen, so that nobody changes it for the next picture.
    ["export function merge(target, source, overwrite) {", `function frozen(value) {
    if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value;
    for (var key in value) frozen(value[key]);
    return Object.freeze(value);
}
export function complete(target, source) {
    for (var key in source) {
        var usual = source[key], own = target[key];
        if (own === undefined && !(key in target)) target[key] = typeof usual === 'object' ? frozen(usual) : usual;
        else if (usual !== null && typeof usual === 'object' && own !== null && typeof own === 'object' && !(usual instanceof Array) && !(own instanceof Array)) complete(own, usual);
    }
    return target;
}
export function merge(target, source, overwrite) {`],
    ["    var result = source;\n    var typeStr = objToString.call(source);", `    var result = source;
    if (source.constructor === Object) {
        result = {};
        for (var name in source) {
            var value = source[name];
            if (name !== protoKey) result[name] = value !== null && typeof value === 'object' ? clone(value) : value;
        }
        return result;
    }
    var typeStr = objToString.call(source);`],
    [`            if (isObject(sourceProp)
                && isObject(targetProp)
                && !isArray(sourceProp)`, `            if (sourceProp !== null && typeof sourceProp === 'object'
                && targetProp !== null && typeof targetProp === 'object'
                && !isArray(sourceProp)`],
  ],

  // What nobody holds any more need not be taken apart.
  "zrender/lib/zrender.js": [["        this.animation.stop();\n        this.clear();\n", "        delInstance(this.id);\n        return;\n"]],

  // Drawing again: what changes does not ask for it.
  "zrender/lib/Element.js": [
    ["    Element.prototype._init = function (props) {\n", "    Element.prototype._init = function (props) {\n        if (!props) return;\n"],
    // What nearly all elements have none of is made for those that have some.
    ["        this.animators = [];\n        this.currentStates = [];\n        this.states = {};\n        this._init(props);", "        this._init(props);"],
    ["        elProto.type = 'element';\n", "        elProto.type = 'element';\n        elProto.animators = Object.freeze([]);\n        elProto.currentStates = Object.freeze([]);\n        elProto.states = Object.freeze({});\n"],
    ["        var states = this.states;\n        if (!states[name]) {", "        if (!this.hasOwnProperty('states')) this.states = {};\n        var states = this.states;\n        if (!states[name]) {"],
    [`        this.__dirty |= REDRAW_BIT;
        var zr = this.__zr;
        if (zr) {
            if (this.__inHover) {
                zr.refreshHover();
            }
            else {
                zr.refresh();
            }
        }
        if (this.__hostTarget) {
            this.__hostTarget.markRedraw();
        }
`, "        this.__dirty |= REDRAW_BIT;\n"],
  ],
  "zrender/lib/graphic/Displayable.js": [
    ["        var keysArr = keys(props);\n        for (var i = 0; i < keysArr.length; i++) {\n            var key = keysArr[i];\n            if (key === 'style') {\n                this.useStyle(", "        for (var key in props) {\n            if (key === 'style') {\n                this.useStyle("],
    ["        if (!notRedraw) {\n            this.markRedraw();\n        }\n        this.__dirty |= STYLE_CHANGED_BIT;\n", "        this.__dirty |= notRedraw ? STYLE_CHANGED_BIT : STYLE_CHANGED_BIT | REDRAW_BIT;\n"],
  ],
  "zrender/lib/graphic/Text.js": [["            var subElStyle = el.createStyle();\n            el.useStyle(subElStyle);\n            subElStyle.text = textLines[i];", "            var subElStyle = el.style.text === undefined ? el.style : el.createStyle();\n            if (subElStyle !== el.style) el.useStyle(subElStyle);\n            subElStyle.text = textLines[i];"]],
  "zrender/lib/graphic/Path.js": [
    ["        var keysArr = keys(props);\n        this.shape", "        this.shape"],
    ["        for (var i = 0; i < keysArr.length; i++) {\n            var key = keysArr[i];\n            var value = props[key];\n", "        for (var key in props) {\n            var value = props[key];\n"],
    ["                extend(this.shape, value);\n            }\n            else {\n                _super.prototype.attrKV.call(this, key, value);", "                extend(this.shape, value);\n            }\n            else if (key !== 'textConfig' && key !== 'textContent' && key !== 'clipPath' && key !== 'extra') {\n                this[key] = value;\n            }\n            else {\n                _super.prototype.attrKV.call(this, key, value);"],
  ],
  // What has neither parts nor words nor a clip of its own goes on the list as it is.
  "zrender/lib/Storage.js": [
    ["        el.afterUpdate();\n        var userSetClipPath = el.getClipPath();", "        var userSetClipPath = el._clipPath;"],
    ["el.getTextGuideLine();", "el._textGuide;"],
    ["el.getTextContent();", "el._textContent;"],
    // There are few heights: what is of one stays as it came.
    ["        timsort(displayList, shapeCompareFunc);", `        var heights = [], at;
        for (var n = 0; n < displayList.length; n++) {
            var el = displayList[n];
            if (!at || shapeCompareFunc(at[0], el) !== 0) {
                at = null;
                for (var k = 0; !at && k < heights.length; k++) if (shapeCompareFunc(heights[k][0], el) === 0) at = heights[k];
                if (!at) heights.push(at = []);
            }
            at.push(el);
        }
        heights.sort(function (a, b) { return shapeCompareFunc(a[0], b[0]); });
        n = 0;
        for (var i = 0; i < heights.length; i++) for (var k = 0; k < heights[i].length; k++) displayList[n++] = heights[i][k];`],
    ["        el.beforeUpdate();\n", `        if (!el.childrenRef && !el._textContent && !el._clipPath && !el._textGuide && !el.style.decal && el.z <= Infinity && el.z2 <= Infinity && el.zlevel <= Infinity) {
            el.updateTransform();
            el.__clipPaths = el.ignoreClip ? null : parentClipPaths;
            this._displayList[this._displayListLen++] = el;
            return;
        }
        el.beforeUpdate();
`],
  ],
  "zrender/lib/graphic/Group.js": [["        _this.attr(opts);", "        opts && _this.attr(opts);"], ["        zr && zr.refresh();\n    };\n    Group.prototype.remove =", "    };\n    Group.prototype.remove ="]],

  // Numbers.
  "zrender/lib/core/Transformable.js": [
    [`        return isNotAroundZero(this.rotation)
            || isNotAroundZero(this.x)
            || isNotAroundZero(this.y)
            || isNotAroundZero(this.scaleX - 1)
            || isNotAroundZero(this.scaleY - 1)
            || isNotAroundZero(this.skewX)
            || isNotAroundZero(this.skewY);`, `        var v;
        return (v = this.x) > EPSILON || v < -EPSILON
            || (v = this.y) > EPSILON || v < -EPSILON
            || (v = this.rotation) > EPSILON || v < -EPSILON
            || (v = this.scaleX - 1) > EPSILON || v < -EPSILON
            || (v = this.scaleY - 1) > EPSILON || v < -EPSILON
            || (v = this.skewX) > EPSILON || v < -EPSILON
            || (v = this.skewY) > EPSILON || v < -EPSILON;`],
    // What is only moved needs no matrix of its own.
    ["        var needLocalTransform = this.needLocalTransform();\n", `        if (this.rotation === 0 && this.scaleX === 1 && this.scaleY === 1 && !this.skewX && !this.skewY && !this.originX && !this.originY && !this.anchorX && !this.anchorY && this.globalScaleRatio === 1) {
            var x = this.x, y = this.y, moved = x > EPSILON || x < -EPSILON || y > EPSILON || y < -EPSILON, to = this.transform;
            if (!moved) x = y = 0;
            if (!to) {
                if (!moved && !parentTransform) return;
                to = this.transform = [1, 0, 0, 1, x, y];
            }
            var from = parentTransform;
            if (from) {
                to[0] = from[0];
                to[1] = from[1];
                to[2] = from[2];
                to[3] = from[3];
                to[4] = from[0] * x + from[2] * y + from[4];
                to[5] = from[1] * x + from[3] * y + from[5];
                return;
            }
            to[0] = to[3] = 1;
            to[1] = to[2] = 0;
            to[4] = x;
            to[5] = y;
            return;
        }
        var needLocalTransform = this.needLocalTransform();
`],
    ["    return assignProps(target, source, TRANSFORMABLE_PROPS);", `    target.x = source.x;
    target.y = source.y;
    target.originX = source.originX;
    target.originY = source.originY;
    target.anchorX = source.anchorX;
    target.anchorY = source.anchorY;
    target.rotation = source.rotation;
    target.scaleX = source.scaleX;
    target.scaleY = source.scaleY;
    target.skewX = source.skewX;
    target.skewY = source.skewY;
    return target;`],
    // The way back, which a pointer goes, is found where it is gone.
    ["        this.invTransform = this.invTransform || matrix.create();\n        matrix.invert(this.invTransform, m);\n    };", "    };"],
    ["            matrix.mul(tmpTransform, parent.invTransform, m);", "            matrix.invert(parent.invTransform, parent.transform);\n            matrix.mul(tmpTransform, parent.invTransform, m);"],
    ["        this._resolveGlobalScaleRatio(m);\n    };", "        if (this.globalScaleRatio !== 1) this._resolveGlobalScaleRatio(m);\n    };"],
  ],
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
