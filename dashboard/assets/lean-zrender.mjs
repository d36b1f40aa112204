// What is changed in ZRender, which paints for ECharts, for the server (lean.mjs).
export const zrender = {
  "zrender/lib/svg/graphic.js": [
    ["function setMetaData(attrs, el) {", "function setMetaData(attrs, el) {\n    return;"], // for a pointer
    [`    mapStyleToAttrs(function (key, val) {
        var isFillStroke = key === 'fill' || key === 'stroke';
        if (isFillStroke && isGradient(val)) {
            setGradient(style, attrs, key, scope);
        }
        else if (isFillStroke && isPattern(val)) {
            setPattern(el, attrs, key, scope);
        }
        else {
            attrs[key] = val;
        }
        if (isFillStroke && scope.ssr && val === 'none') {
            attrs['pointer-events'] = 'visible';
        }
    }, style, el, false);
    setShadow(el, attrs, scope);`, `    mapStyleToAttrs(function (key, val) {
        if (isGradient(val)) {
            setGradient(style, attrs, key, scope);
        }
        else if (isPattern(val)) {
            setPattern(el, attrs, key, scope);
        }
    }, style, el, false, attrs);
    hasShadow(style) && setShadow(el, attrs, scope);`],
    // A plain rectangle's path needs no store of commands between, and all symbols of
    // a kind have one path.
    ["    var strokePercent = el.style.strokePercent;\n    var precision = (scope.compress && getPathPrecision(el)) || 4;", `    var strokePercent = el.style.strokePercent;
    var precision = (scope.compress && getPathPrecision(el)) || 4;
    var kind = el.type === 'symbol' && shape.x === -1 && shape.y === -1 && shape.width === 2 && shape.height === 2 && !(strokePercent < 1) ? shape.symbolType + precision : '';
    if (symbols[kind] !== undefined) {
        attrs.d = symbols[kind];
    }
    else if (el.type === 'rect' && !shape.r) {
        var plain = new SVGPathRebuilder();
        plain.reset(precision);
        el.buildPath(plain, shape);
        plain.generateStr();
        attrs.d = plain.getStr();
    }
    else`],
    ["function setStyleAttrs(attrs, style, el, scope) {", "var symbols = Object.create(null);\nfunction setStyleAttrs(attrs, style, el, scope) {"],
    [`    setTransform(attrs, el.transform);
    setStyleAttrs(attrs, style, el, scope);
    setMetaData(attrs, el);
    scope.animation && createCSSAnimation(el, attrs, scope);
    scope.emphasis`, `    if (kind) symbols[kind] = attrs.d;
    setTransform(attrs, el.transform);
    setStyleAttrs(attrs, style, el, scope);
    setMetaData(attrs, el);
    scope.animation && createCSSAnimation(el, attrs, scope);
    scope.emphasis`],
  ],

  // Attributes and words are written as they come.
  "zrender/lib/svg/mapStyleToAttrs.js": [
    ["mapStyleToAttrs(updateAttr, style, el, forceUpdate) {", "mapStyleToAttrs(special, style, el, forceUpdate, attrs) {\n    var fill = style.fill, color;"],
    [`    if (el instanceof ZRImage) {
        updateAttr('opacity', opacity);
        return;
    }
    if (pathHasFill(style)) {
        var fill = normalizeColor(style.fill);
        updateAttr('fill', fill.color);
`, `    if (fill != null && fill !== NONE) {
        fill = normalizeColor(fill);
        color = fill.color;
        if (typeof color === 'string') attrs.fill = color;
        else special('fill', color);
`],
    ["        if (forceUpdate || fillOpacity < 1) {\n            updateAttr('fill-opacity', fillOpacity);", "        if (fillOpacity < 1) {\n            attrs['fill-opacity'] = fillOpacity;"],
    ["        updateAttr('fill', NONE);", "        attrs.fill = NONE;"],
    ["        updateAttr('stroke', stroke.color);", `        color = stroke.color;
        if (typeof color === 'string') attrs.stroke = color;
        else special('stroke', color);`],
    ["        if (forceUpdate || strokeWidth !== 1) {\n            updateAttr('stroke-width', strokeWidth);", "        if (strokeWidth !== 1) {\n            attrs['stroke-width'] = strokeWidth;"],
    [`        if (forceUpdate || strokeFirst) {
            updateAttr('paint-order', strokeFirst ? 'stroke' : 'fill');`, "        if (strokeFirst) {\n            attrs['paint-order'] = 'stroke';"],
    [`        if (forceUpdate || strokeOpacity < 1) {
            updateAttr('stroke-opacity', strokeOpacity);`, "        if (strokeOpacity < 1) {\n            attrs['stroke-opacity'] = strokeOpacity;"],
    [`                updateAttr('stroke-dasharray', lineDash.join(','));
                if (lineDashOffset || forceUpdate) {
                    updateAttr('stroke-dashoffset', lineDashOffset);`, `                attrs['stroke-dasharray'] = lineDash.join(',');
                if (lineDashOffset) {
                    attrs['stroke-dashoffset'] = lineDashOffset;`],
    [`        else if (forceUpdate) {
            updateAttr('stroke-dasharray', NONE);
        }
        for (var i = 0; i < strokeProps.length; i++) {
            var propName = strokeProps[i];
            if (forceUpdate || style[propName] !== DEFAULT_PATH_STYLE[propName]) {
                var val = style[propName] || DEFAULT_PATH_STYLE[propName];
                val && updateAttr(svgStrokeProps[i], val);
            }
        }
    }
    else if (forceUpdate) {
        updateAttr('stroke', NONE);
    }`, `        for (var i = 0; i < 3; i++) {
            var val = style[strokeProps[i]], usual = DEFAULT_PATH_STYLE[strokeProps[i]];
            if (val !== usual && (val = val || usual)) attrs[svgStrokeProps[i]] = val;
        }
    }`],
  ],
  "zrender/lib/svg/core.js": [
    ["    var attrsStr = [];\n    if (attrs) {\n        for (var key in attrs) {\n            var val = attrs[key];\n            var part = key;\n            if (val === false) {\n                continue;\n            }\n            else if (val !== true && val != null) {\n                part += \"=\\\"\" + val + \"\\\"\";\n            }\n            attrsStr.push(part);\n        }\n    }\n    return \"<\" + name + \" \" + attrsStr.join(' ') + \">\";", "    var all = \"<\" + name;\n    for (var key in attrs) {\n        var val = attrs[key];\n        if (val !== false) all += val !== true && val != null ? \" \" + key + \"=\\\"\" + val + \"\\\"\" : \" \" + key;\n    }\n    return all + \">\";"],
  ],

  // What is cloned and merged is an option's, which is plain.
  "zrender/lib/core/util.js": [
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

  // Drawing again: what changes does not ask for it.
  "zrender/lib/Element.js": [[`        this.__dirty |= REDRAW_BIT;
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
`, "        this.__dirty |= REDRAW_BIT;\n"]],
  "zrender/lib/graphic/Group.js": [["        zr && zr.refresh();\n    };\n    Group.prototype.remove =", "    };\n    Group.prototype.remove ="]],

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
    ["        this._add('M', x, y);\n        this._add('l', w, 0);\n        this._add('l', 0, h);\n        this._add('l', -w, 0);", "        this._pair('M', x, y);\n        this._pair('l', w, 0);\n        this._pair('l', 0, h);\n        this._pair('l', -w, 0);"],
  ],
};
