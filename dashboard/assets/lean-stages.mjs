// What is changed in the stages that ECharts goes through, for the server (lean.mjs).
import { gone } from "./lean-echarts.mjs";

export const stages = {
  // Stages follow one another, each once and over the whole of the data: there are
  // no tasks that could be taken up again, and nothing is drawn piece by piece.
  "echarts/lib/core/Scheduler.js": [
    gone("  Scheduler.prototype.restorePipelines = function (zr, ecModel) {"),
    gone("  Scheduler.prototype.prepareStageTasks = function () {"),
    gone("  Scheduler.prototype.prepareView = function (view, model, ecModel, api) {"),
    gone("  Scheduler.prototype.plan = function () {"),
    ["    var pipeline = this._pipelineMap.get(seriesModel.uid);", "    var pipeline = {};"],
    ["  Scheduler.prototype._performStageTasks = function (stageHandlers, ecModel, payload, opt) {", `  Scheduler.prototype._performStageTasks = function (stageHandlers, ecModel, payload) {
    var all = ecModel.getSeries();
    for (var n = 0; n < stageHandlers.length; n++) {
      var handler = stageHandlers[n];
      if (handler.overallReset) handler.overallReset(ecModel, this.api, payload);
      else for (var i = 0; i < all.length; i++) {
        if (handler.seriesType && handler.seriesType !== all[i].subType) continue;
        if (handler.performRawSeries || !ecModel.isSeriesFiltered(all[i])) perform(handler, all[i], ecModel, this.api, payload);
      }
    }
    return;`],
    ["var Scheduler = /** @class */function () {", `function perform(handler, seriesModel, ecModel, api, payload) {
  if (handler.isVisual && !handler.isLayout) seriesModel.getData().clearAllVisual();
  var steps = handler.reset(seriesModel, ecModel, api, payload);
  if (!steps) return;
  if (!(steps instanceof Array)) steps = [steps];
  for (var n = 0; n < steps.length; n++) {
    var step = steps[n], data = seriesModel.getData(), count = data.count();
    if (step.dataEach) for (var i = 0; i < count; i++) step.dataEach(data, i);
    else if (step.progress && count) through(step, data, count);
  }
}
function through(step, data, count) {
  var at = 0;
  step.progress({ start: 0, end: count, count: count, next: function () { return at < count ? at++ : null; } }, data);
}
var Scheduler = /** @class */function () {`],
    ["      unfinished = seriesModel.dataTask.perform() || unfinished;\n", "      seriesModel.setData(seriesModel.getRawData());\n"],
  ],
  "echarts/lib/model/Series.js": [
    gone("function wrapData(data, seriesModel) {"), // it tells tasks
    gone("function getCurrentTask(seriesModel) {"),
    gone("  SeriesModel.prototype.restoreData = function () {"),
    ["    zrUtil.merge(option, this.getDefaultOption());", "    zrUtil.complete(option, this.getDefaultOption());"],
    gone("  SeriesModel.prototype.fillDataTextStyle = function (data) {"), // of emphasis
    gone("  SeriesModel.prototype._initSelectedMapFromData = function (data) {"),
    [`    this.dataTask = createTask({
      count: dataTaskCount,
      reset: dataTaskReset
    });
    this.dataTask.context = {
      model: this
    };
`, ""],
    ["    this.dataTask.context.data = data;\n    if (process.env", "    if (process.env"],
  ],

  // Nothing is told apart from what was drawn before: what is new is added, and no
  // value needs a name of its own.
  "echarts/lib/data/DataDiffer.js": [
    ["  DataDiffer.prototype._executeOneToOne = function () {\n    var oldArr = this._old;\n    var newArr = this._new;\n", `  DataDiffer.prototype._executeOneToOne = function () {
    var oldArr = this._old;
    var newArr = this._new;
    if (!oldArr.length) {
      for (var n = 0; this._add && n < newArr.length; n++) this._add(n);
      return;
    }
`],
  ],

  // No option has decals.
  "echarts/lib/visual/decal.js": [gone("function decalVisual(ecModel, api) {")],

  // Values of an option are read as they stand in it.
  "echarts/lib/data/helper/dataProvider.js": [["    var data = this._data = source.data;\n", "    var data = this._data = source.data;\n    if (source.sourceFormat === SOURCE_FORMAT_ORIGINAL) this.items = data;\n"]],
  "echarts/lib/data/DataStore.js": [
    ["    } else {\n      var dataItem = [];\n", `    } else if (provider.items && (this._dimValueGetter === this.defaultDimValueGetter || this._dimValueGetter.own >= 0)) {
      var own = this._dimValueGetter.own;
      for (var dimIdx = 0; dimIdx < dimLen; dimIdx++) {
        var to = chunks[dimIdx], about = dimensions[dimIdx], extent = rawExtent[dimIdx], low = extent[0], high = extent[1], ready = about.type === 'ordinal';
        for (var idx = start; idx < end; idx++) {
          var val = idx;
          if (dimIdx !== own) {
            val = provider.items[idx];
            if (val && val.value != null) val = val.value;
            if (val instanceof Array) val = val[dimIdx];
            if (!ready && typeof val !== 'number') val = parseDataValue(val, about);
          }
          to[idx] = val;
          val < low && (low = val);
          val > high && (high = val);
        }
        extent[0] = low;
        extent[1] = high;
      }
    } else {
      var dataItem = [];
`],
    ["    return dimStore ? dimStore[this.getRawIndex(idx)] : NaN;", "    return dimStore ? dimStore[this._indices ? this.getRawIndex(idx) : idx] : NaN;"],
    ["  DataStore.prototype.getRawDataItem = function (idx) {\n", "  DataStore.prototype.getRawDataItem = function (idx) {\n    if (this._provider.items && !this._indices) return this._provider.items[idx];\n"],
  ],

  // Data of no more values than the coordinate system has axes are described by these.
  "echarts/lib/data/helper/createDimensions.js": [
    ["  var coordDimNameMap = createHashMap();\n", `  var plain = source.sourceFormat === 'original' && !source.dimensionsDefine && !opt.dimensionsDefine && !opt.dimensionsCount && !opt.encodeDefine && !opt.generateCoord && !opt.canOmitUnusedDimensions
    && sysDims.length >= (source.dimensionsDetectedCount || 1) && sysDims.every(function (dim) { return dim.name && dim.type && !dim.dimsDef && !dim.otherDims && !dim.ordinalMeta; });
  var encode = plain && opt.encodeDefaulter && opt.encodeDefaulter(source, sysDims.length);
  if (plain && (!encode || !keys(encode).length)) {
    return new SeriesDataSchema({
      source: source,
      dimensions: sysDims.map(function (dim, n) {
        return new SeriesDimensionDefine({ storeDimIndex: n, name: dim.name, coordDim: dim.name, coordDimIndex: 0, type: dim.type });
      }),
      fullDimensionCount: sysDims.length,
      dimensionOmitted: false
    });
  }
  var coordDimNameMap = createHashMap();
`],
    ["import { createHashMap,", "import { keys, createHashMap,"],
  ],
  "echarts/lib/chart/helper/createSeriesData.js": [["  data.hasItemOption = false;\n", "  if (dimValueGetter) dimValueGetter.own = firstCategoryDimIndex;\n  data.hasItemOption = false;\n"]],
  "echarts/lib/data/helper/dimensionHelper.js": [
    [`    VISUAL_DIMENSIONS.each(function (v, otherDim) {
      var encodeArr = getOrCreateEncodeArr(encode, otherDim);
      var dimIndex = dimItem.otherDims[otherDim];
      if (dimIndex != null && dimIndex !== false) {
        encodeArr[dimIndex] = dimItem.name;
      }
    });
`, `    for (var otherDim in dimItem.otherDims) {
      var dimIndex = dimItem.otherDims[otherDim];
      if (dimIndex != null && dimIndex !== false) getOrCreateEncodeArr(encode, otherDim)[dimIndex] = dimItem.name;
    }
`],
  ],
  "echarts/lib/data/SeriesData.js": [
    ["      for (var idx = start; idx < end; idx++) {\n        // NOTICE: Try not to write things into dataItem\n        var dataItem = provider.getItem(idx, sharedDataItem);\n", `      for (var idx = start; idx < end; idx++) {
        // NOTICE: Try not to write things into dataItem
        var dataItem = provider.items ? provider.items[idx] : provider.getItem(idx, sharedDataItem);
        if (typeof dataItem === 'number') continue;
`],
    ["    return this._idDimIdx == null && provider.getSource()", "    return false && provider.getSource()"],
  ],

  // What is usual is taken as it stands (complete, in lean-zrender), and nothing is
  // restored that no stage has changed.
  "echarts/lib/model/Global.js": [["  merge(baseOption, globalDefault, false);", "  complete(baseOption, globalDefault);"], ["import { each, filter, isArray, isObject, isString, createHashMap, assert, clone, merge,", "import { each, filter, isArray, isObject, isString, createHashMap, assert, clone, merge, complete,"], ["    reCreateSeriesIndices(this);\n    var componentsMap = this._componentsMap;\n    var componentTypes = [];\n", "    reCreateSeriesIndices(this);\n    return;\n    var componentsMap = this._componentsMap;\n    var componentTypes = [];\n"]],
  "echarts/lib/coord/axisModelCreator.js": [["        merge(option, this.getDefaultOption());", "        complete(option, this.getDefaultOption());"], ["import { each, merge }", "import { each, merge, complete }"]],
  "echarts/lib/view/Chart.js": [
    [`    this.renderTask = createTask({
      plan: renderTaskPlan,
      reset: renderTaskReset
    });
    this.renderTask.context = {
      view: this
    };
`, ""],
  ],
  "echarts/lib/core/echarts.js": [
    [`        var renderTask = chartView.renderTask;
        scheduler.updatePayload(renderTask, payload);
        // TODO`, "        // TODO"],
    [`        if (renderTask.perform(scheduler.getPerformArgs(renderTask))) {
          unfinished = true;
        }
`, "        chartView.render(seriesModel, ecModel, api, payload);\n"],
    ["        if (dirtyMap && dirtyMap.get(seriesModel.uid)) {\n          renderTask.dirty();\n        }\n", ""],
  ],
};
