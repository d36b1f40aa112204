// The server's ECharts is lean: a picture is drawn once, from an option of our
// own, and nobody points at it. What only a pointer, a second option or an old
// option needs is left out of its source as it is bundled, and what is asked for
// each value again is asked once. Pictures stay the same to the byte
// (TestAsInNode draws them with the whole ECharts beside).
import { readFile } from "node:fs/promises";

// gone is a function that returns at once.
const gone = (head) => [head, `${head} return;`];

// Each file's changes: words that stand in it exactly once, and what takes their
// place. A version of ECharts that says it otherwise fails the build.
const changes = {
  // Emphasis, blur and selection: no state is ever entered.
  "echarts/lib/util/states.js": [
    ["SPECIAL_STATES = ['emphasis', 'blur', 'select'];", "SPECIAL_STATES = [];"],
    ["DISPLAY_STATES = ['normal', 'emphasis', 'blur', 'select'];", "DISPLAY_STATES = ['normal'];"],
    ["OTHER_STATES = ['emphasis', 'blur', 'select'];", "OTHER_STATES = [];"],
    gone("export function toggleHoverEmphasis(el, focus, blurScope, isDisabled) {"),
    gone("export function enableHoverEmphasis(el, focus, blurScope) {"),
  ],
  "echarts/lib/chart/heatmap/HeatmapView.js": [
    [`        var emphasisModel_1 = itemModel.getModel('emphasis');
        emphasisStyle = emphasisModel_1.getModel('itemStyle').getItemStyle();
        blurStyle = itemModel.getModel(['blur', 'itemStyle']).getItemStyle();
        selectStyle = itemModel.getModel(['select', 'itemStyle']).getItemStyle();
`, ""],
    [`        focus = emphasisModel_1.get('focus');
        blurScope = emphasisModel_1.get('blurScope');
        emphasisDisabled = emphasisModel_1.get('disabled');
`, ""],
  ],
  "echarts/lib/chart/helper/Symbol.js": [
    [`      var emphasisModel = itemModel.getModel('emphasis');
      emphasisItemStyle = emphasisModel.getModel('itemStyle').getItemStyle();
      selectItemStyle = itemModel.getModel(['select', 'itemStyle']).getItemStyle();
      blurItemStyle = itemModel.getModel(['blur', 'itemStyle']).getItemStyle();
      focus = emphasisModel.get('focus');
      blurScope = emphasisModel.get('blurScope');
      emphasisDisabled = emphasisModel.get('disabled');
`, ""],
    ["      hoverScale = emphasisModel.getShallow('scale');\n", ""],
  ],
  "echarts/lib/chart/bar/BarView.js": [
    [`  var emphasisModel = itemModel.getModel(['emphasis']);
  toggleHoverEmphasis(el, emphasisModel.get('focus'), emphasisModel.get('blurScope'), emphasisModel.get('disabled'));
  setStatesStylesFromModel(el, itemModel);
  if (isZeroOnPolar`, "  if (isZeroOnPolar"],
    // The label of a bar that has none.
    ["  var labelStatesModels = getLabelStatesModels(itemModel);", "  if (itemModel.get(['label', 'show'])) {\n  var labelStatesModels = getLabelStatesModels(itemModel);"],
    ["    return getDefaultInterpolatedLabel(data, value);\n  });", "    return getDefaultInterpolatedLabel(data, value);\n  });\n  }"],
  ],
  "echarts/lib/core/echarts.js": [
    gone("    function clearStates(model, view) {"),
    gone("    function updateStates(model, view) {"),
    gone("    function updateBlend(seriesModel, chartView) {"), // of canvas
    gone("    bindMouseEvent = function (zr, ecIns) {"),
    ["      useViewBox: opts.useViewBox", "      useViewBox: opts.useViewBox, cssAnimation: false, cssEmphasis: false"],
  ],
  "echarts/lib/util/graphic.js": [gone("export function setTooltipConfig(opt) {")],
  "zrender/lib/svg/graphic.js": [
    gone("function setMetaData(attrs, el) {"),
    // A plain rectangle's path needs no store of commands between.
    ["    var strokePercent = el.style.strokePercent;\n    var precision = (scope.compress && getPathPrecision(el)) || 4;", `    var strokePercent = el.style.strokePercent;
    var precision = (scope.compress && getPathPrecision(el)) || 4;
    if (el.type === 'rect' && !shape.r) {
        var plain = new SVGPathRebuilder();
        plain.reset(precision);
        el.buildPath(plain, shape);
        plain.generateStr();
        attrs.d = plain.getStr();
    }
    else`],
  ],

  // Options of older ECharts; ours is of today.
  "echarts/lib/preprocessor/backwardCompat.js": [gone("export default function globalBackwardCompat(option, isTheme) {")],

  // A second option: the first is nobody else's, and need not be copied.
  "echarts/lib/model/OptionManager.js": [
    ["    rawOption = clone(rawOption);\n", ""],
    ["    return clone(isRecreate", "    return (isRecreate"],
  ],
  "echarts/lib/model/Global.js": [["option[mainType] == null ? clone(componentOption) :", "option[mainType] == null ? componentOption :"]],
  "echarts/lib/core/locale.js": [["LOCALE_EN) {\n      return clone(localeObj);", "LOCALE_EN) {\n      return localeObj;"]],

  // What depends on what among components is the same for each picture.
  "echarts/lib/util/component.js": [
    ["  entity.topologicalTravel = function", "  var known = {};\n  entity.topologicalTravel = function"],
    [`    var result = makeDepndencyGraph(fullNameList);
    var graph = result.graph;
    var noEntryList = result.noEntryList;`, `    var result = known[fullNameList] || (known[fullNameList] = makeDepndencyGraph(fullNameList));
    var graph = result.graph;
    var noEntryList = result.noEntryList.slice();
    var entryCount = {};
    for (var name in graph) entryCount[name] = graph[name].entryCount;`],
    [`      graph[succComponentType].entryCount--;
      if (graph[succComponentType].entryCount === 0) {`, "      if (--entryCount[succComponentType] === 0) {"],
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

  // Models: a path is split once, and looked for without a call for each model.
  "echarts/lib/model/Model.js": [
    ["var Model = /** @class */function () {", `var paths = Object.create(null);
function parse(path) {
  return paths[path] || (paths[path] = path.split('.'));
}
function seek(model, path, ignoreParent) {
  for (;;) {
    var obj = model.option;
    for (var i = 0; path && i < path.length; i++) {
      if (!path[i]) continue;
      obj = obj && typeof obj === 'object' ? obj[path[i]] : null;
      if (obj == null) break;
    }
    var parent = model.parentModel;
    if (obj != null || ignoreParent || !parent || !path) return obj;
    path = model.resolveParentPath(path);
    model = parent;
  }
}
var Model = /** @class */function () {`],
    ["return this._doGet(this.parsePath(path), !ignoreParent && this.parentModel);", "return seek(this, typeof path === 'string' ? parse(path) : path, ignoreParent);"],
    [`    var hasPath = path != null;
    var pathFinal = hasPath ? this.parsePath(path) : null;
    var obj = hasPath ? this._doGet(pathFinal) : this.option;
`, `    var pathFinal = path == null ? null : typeof path === 'string' ? parse(path) : path;
    var obj = seek(this, pathFinal, true);
`],
    [`    var option = this.option;
    var val = option == null ? option : option[key];
    if (val == null && !ignoreParent) {
      var parentModel = this.parentModel;
      if (parentModel) {
        // FIXME:TS do not know how to make it works
        val = parentModel.getShallow(key);
      }
    }
    return val;`, `    for (var model = this, val;;) {
      var option = model.option;
      val = option == null ? option : option[key];
      if (val != null || ignoreParent || !(model = model.parentModel)) return val;
    }`],
  ],

  // An axis: its labels' style is made once, and where they end is measured where
  // somebody asks. (A name that moves out of their way does.)
  "echarts/lib/component/axis/AxisBuilder.js": [
    ["    var geometry = ensureLabelLayoutWithGeometry(layout);\n    if (!geometry) {", "    var geometry = layout;\n    if (!geometry) {"],
    ["    setLabelLayoutDirty(geometry, true);\n    ensureLabelLayoutWithGeometry(geometry);\n", "    setLabelLayoutDirty(geometry, true);\n"],
    ["    this._cfg = cfg;\n", "    this._cfg = cfg;\n    if (cfg.shouldNameMoveOverlap) this._shared.namesMove = true;\n"],
    ["  resetOverlapRecordToShared(cfg, shared, axisModel, labelLayoutList);\n}", "  if (kind === AxisTickLabelComputingKind.estimate || shared.namesMove) resetOverlapRecordToShared(cfg, shared, axisModel, labelLayoutList);\n}"],
    ["  each(labels, function (labelItem, index) {", `  var plain = createTextStyle(labelModel);
  var silent = AxisBuilder.isLabelSilent(axisModel);
  var known, textColor, align, alignMin, alignMax, verticalAlign, verticalAlignMin, verticalAlignMax;
  each(labels, function (labelItem, index) {`],
    ["    var textColor = itemLabelModel.getTextColor()", "    if (known !== itemLabelModel) {\n    known = itemLabelModel;\n    textColor = itemLabelModel.getTextColor()"],
    ["    var align = itemLabelModel", "    align = itemLabelModel"],
    ["    var alignMin = ", "    alignMin = "],
    ["    var alignMax = ", "    alignMax = "],
    ["    var verticalAlign = itemLabelModel", "    verticalAlign = itemLabelModel"],
    ["    var verticalAlignMin = ", "    verticalAlignMin = "],
    ["    var verticalAlignMax = retrieve2(itemLabelModel.getShallow('verticalAlignMaxLabel', true), verticalAlign);\n", "    verticalAlignMax = retrieve2(itemLabelModel.getShallow('verticalAlignMaxLabel', true), verticalAlign);\n    }\n"],
    ["      silent: AxisBuilder.isLabelSilent(axisModel),\n      z2: z2,", "      silent: silent,\n      z2: z2,"],
    ["      style: createTextStyle(itemLabelModel, {\n        text: formattedLabel,", "      style: extend(itemLabelModel === labelModel ? extend({}, plain) : createTextStyle(itemLabelModel), {\n        text: formattedLabel,"],
  ],

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

// lean is the bundler's plugin that makes the changes.
export const lean = {
  name: "lean",
  setup(build) {
    const missed = new Set(Object.keys(changes));
    build.onLoad({ filter: /node_modules[\\/](echarts|zrender)[\\/]lib[\\/].*\.js$/ }, async ({ path }) => {
      const file = path.replaceAll("\\", "/").replace(/.*node_modules\//, "");
      if (!changes[file]) return undefined;
      missed.delete(file);
      let contents = await readFile(path, "utf8");
      for (const [from, to] of changes[file]) {
        const parts = contents.split(from);
        if (parts.length !== 2) throw new Error(`lean.mjs: ${file} has ${parts.length - 1} times, not once: ${from}`);
        contents = parts.join(to);
      }
      return { contents };
    });
    build.onEnd(() => {
      if (missed.size) throw new Error(`lean.mjs: not bundled: ${[...missed].join(", ")}`);
    });
  },
};
