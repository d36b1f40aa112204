// What is changed in the stages that ECharts goes through, for the server (lean.mjs).

// gone is a function that returns at once.
const gone = (head) => [head, `${head} return;`];

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
