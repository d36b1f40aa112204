// What is changed in ECharts for the server (lean.mjs).

// gone is a function that returns at once.
export const gone = (head) => [head, `${head} return;`];

export const echarts = {
  // Emphasis, blur and selection: no state is ever entered.
  "echarts/lib/util/states.js": [
    ["SPECIAL_STATES = ['emphasis', 'blur', 'select'];", "SPECIAL_STATES = [];"],
    ["DISPLAY_STATES = ['normal', 'emphasis', 'blur', 'select'];", "DISPLAY_STATES = ['normal'];"],
    ["OTHER_STATES = ['emphasis', 'blur', 'select'];", "OTHER_STATES = [];"],
    gone("export function toggleHoverEmphasis(el, focus, blurScope, isDisabled) {"),
    gone("export function enableHoverEmphasis(el, focus, blurScope) {"),
    gone("export function updateSeriesElementSelection(seriesModel) {"),
  ],
  "echarts/lib/core/echarts.js": [
    gone("    function clearStates(model, view) {"),
    gone("    function updateStates(model, view) {"),
    gone("    function updateHoverLayerStatus(ecIns, ecModel) {"),
    gone("    function updateBlend(seriesModel, chartView) {"), // of canvas
    gone("    enableConnect = function (chart) {"),
    gone("    bindRenderedEvent = function (zr, ecIns) {"),
    gone("    bindMouseEvent = function (zr, ecIns) {"),
    gone("  ECharts.prototype._initEvents = function () {"),
    ["      useViewBox: opts.useViewBox", "      useViewBox: opts.useViewBox, cssAnimation: false, cssEmphasis: false"],
  ],
  "echarts/lib/util/model.js": [gone("export function defaultEmphasis(opt, key, subOpts) {")],
  "echarts/lib/util/graphic.js": [
    gone("export function setTooltipConfig(opt) {"),
    ["  var label = el.getTextContent();\n  var labelLine = el.getTextGuideLine();\n", "  var label = el._textContent;\n  var labelLine = el._textGuide;\n"],
  ],

  // Nothing moves.
  "echarts/lib/animation/basicTransition.js": [
    ["    el.stopAnimation('leave');\n", ""],
    ["  var animationConfig = getAnimationConfig(animationType, animatableModel, dataIndex, isRemove ? removeOpt || {} : null, animatableModel && animatableModel.getAnimationDelayParams ? animatableModel.getAnimationDelayParams(el, dataIndex) : null);", "  var animationConfig = null;"],
    ["  } else {\n    el.stopAnimation();\n", "  } else {\n"],
  ],

  // Which axis is the base is found once.
  "echarts/lib/coord/cartesian/Cartesian.js": [["    this._dimList.push(dim);\n", "    this._dimList.push(dim);\n    this.base = null;\n"]],
  "echarts/lib/coord/cartesian/Cartesian2D.js": [["    var xAxis = this.getAxis('x');\n    var yAxis = this.getAxis('y');\n    out[0] = xAxis.toGlobalCoord(xAxis.dataToCoord(", "    var xAxis = this._axes.x;\n    var yAxis = this._axes.y;\n    out[0] = xAxis.toGlobalCoord(xAxis.dataToCoord("], ["    return this.getAxesByScale('ordinal')[0]", "    return this.base || (this.base = this.getAxesByScale('ordinal')[0]"], ["|| this.getAxesByScale('time')[0] || this.getAxis('x');", "|| this.getAxesByScale('time')[0] || this.getAxis('x'));"]],

  // A mere value says nothing of its looks: its model is that of its series. What
  // is drawn need not know its value, for which a pointer would ask.
  "echarts/lib/data/SeriesData.js": [
    ["    return new Model(dataItem, hostModel, hostModel && hostModel.ecModel);", "    if (hostModel && !(dataItem instanceof Object && !(dataItem instanceof Array))) return hostModel;\n    return new Model(dataItem, hostModel, hostModel && hostModel.ecModel);"],
    ["      return this.getVisual(key);\n    }\n    return val;", "      var visual = this._visual;\n      return visual && visual[key];\n    }\n    return val;"],
    [`    this.TRANSFERABLE_METHODS = ['cloneShallow', 'downSample', 'minmaxDownSample', 'lttbDownSample', 'map'];
    // Methods that change indices of this list should be listed here.
    this.CHANGABLE_METHODS = ['filterSelf', 'selectRange'];
    this.DOWNSAMPLE_METHODS = ['downSample', 'minmaxDownSample', 'lttbDownSample'];
`, ""],
    ["  SeriesData.prototype.getDimension = ", `  SeriesData.prototype.TRANSFERABLE_METHODS = ['cloneShallow', 'downSample', 'minmaxDownSample', 'lttbDownSample', 'map'];
  SeriesData.prototype.CHANGABLE_METHODS = ['filterSelf', 'selectRange'];
  SeriesData.prototype.getDimension = `],
    ["    var seriesIndex = this.hostModel && this.hostModel.seriesIndex;\n    setCommonECData(seriesIndex, this.dataType, idx, el);\n", ""],
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
    // What the root says nothing of needs no model there.
    ["    parentModel = parentModel || this.parentModel && this.parentModel.getModel(this.resolveParentPath(pathFinal));", `    if (!parentModel && this.parentModel) {
      var above = this.resolveParentPath(pathFinal);
      if (this.parentModel.parentModel || above && seek(this.parentModel, above, true) != null) parentModel = this.parentModel.getModel(above);
    }`],
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
};
