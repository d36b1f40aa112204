// What is changed in ZRender, which paints for ECharts, for the server (lean.mjs).
export const zrender = {
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
};
