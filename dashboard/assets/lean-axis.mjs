// What is changed in the axes of ECharts for the server (lean.mjs).
export const axes = {
  // An axis: its labels' style is made once, and where they end is measured where
  // somebody asks. (A name that moves out of their way does.)
  "echarts/lib/component/axis/AxisBuilder.js": [
    ["    var geometry = ensureLabelLayoutWithGeometry(layout);\n    if (!geometry) {", "    var geometry = layout;\n    if (!geometry) {"],
    ["    setLabelLayoutDirty(geometry, true);\n    ensureLabelLayoutWithGeometry(geometry);\n", "    setLabelLayoutDirty(geometry, true);\n"],
    ["    this._cfg = cfg;\n", "    this._cfg = cfg;\n    if (cfg.shouldNameMoveOverlap) this._shared.namesMove = true;\n"],
    ["  resetOverlapRecordToShared(cfg, shared, axisModel, labelLayoutList);\n}", "  if (kind === AxisTickLabelComputingKind.estimate || shared.namesMove) resetOverlapRecordToShared(cfg, shared, axisModel, labelLayoutList);\n  settle(null);\n}"],
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
    // The rest of the labels are empty words, which are drawn as nothing: only those
    // at the ends are asked whether they meet their neighbours.
    ["    var rawLabel = labelItem.rawLabel;\n", "    var rawLabel = labelItem.rawLabel;\n    if (formattedLabel === '' && index > 1 && index < labels.length - 2) {\n      labelEls.push(null);\n      return;\n    }\n"],
    ["    return {\n      label: label,\n      priority: getLabelInner", "    return label && {\n      label: label,\n      priority: getLabelInner"],
    // What was made to find the grid's place is moved into it, where it says the same.
    ["      group.remove(local.labelGroup);\n", "      group.remove(local.labelGroup);\n      local.estimated = local.labelLayoutList;\n      local.estimatedGroup = local.labelGroup;\n"],
    ["  // Special label rotate.\n", `  var estimated = local.estimated;
  if (estimated && estimated.length === labels.length && labels.every(function (label, n) {
    var was = estimated[n] && getLabelInner(estimated[n].label).labelInfo;
    return was ? was.formattedLabel === label.formattedLabel && was.rawLabel === label.rawLabel && was.tick.value === label.tick.value : label.formattedLabel === '';
  })) {
    group.remove(labelGroup);
    group.add(labelGroup = local.estimatedGroup);
    each(estimated, function (layout, n) {
      if (!layout) return;
      getLabelInner(layout.label).labelInfo = labels[n];
      layout.label.ignore = layout.defaultAttr.ignore;
    });
    axisLabelBuildResultSet(local, estimated, labelGroup, axisLabelCreationCtx);
    return;
  }
`],
    // Labels far from each other are not compared by their outlines.
    ["    if (!optionHideOverlap) {\n      var marginForce", "    if (!outmostLabelLayout.rect.intersect(innerLabelLayout.rect)) return;\n    if (!optionHideOverlap) {\n      var marginForce"],
    ["  fixMinMaxLabelShow(axisModel, labelLayoutList, optionHideOverlap);\n", "  settle(undefined);\n  fixMinMaxLabelShow(axisModel, labelLayoutList, optionHideOverlap);\n"],
    ["import { hideOverlap, labelIntersect,", "import { settle, hideOverlap, labelIntersect,"],
    // One element finds all places; of its parent it needs the transform alone.
    ["    copyTransform(_tmpLayoutEl, _tmpLayoutElReset);\n", "    _tmpLayoutEl.scaleX = _tmpLayoutEl.scaleY = 1;\n    _tmpLayoutEl.skewX = _tmpLayoutEl.skewY = _tmpLayoutEl.originX = _tmpLayoutEl.originY = _tmpLayoutEl.anchorX = _tmpLayoutEl.anchorY = 0;\n"],
    ["    transformGroup.add(_tmpLayoutEl);\n    _tmpLayoutEl.updateTransform();\n    transformGroup.remove(_tmpLayoutEl);", "    _tmpLayoutEl.parent = transformGroup;\n    _tmpLayoutEl.updateTransform();\n    _tmpLayoutEl.parent = null;"],
  ],

  // What an axis' labels lie in has found its own place with the first of them.
  "echarts/lib/label/labelLayoutHelper.js": [
    ["  var rawTransform = label.getComputedTransform();\n", `  var rawTransform;
  if (settled && label.parent === settled && !label.__hostTarget) {
    label.updateTransform();
    rawTransform = label.transform;
  } else {
    rawTransform = label.getComputedTransform();
    if (settled !== null) settled = label.parent;
  }
`],
    ["export function computeLabelGeometry(out, label, opt) {", `var settled = null;
export function settle(group) {
  settled = group;
}
export function computeLabelGeometry(out, label, opt) {`],
  ],

  // Where a value lies is found without lists of two numbers between.
  "echarts/lib/coord/Axis.js": [
    ["    return linearMap(data, NORMALIZED_EXTENT, makeExtentWithBands(this), clamp);", `    var from = this._extent[0], to = this._extent[1];
    if (this.onBand) {
      var margin = (to - from) / scale.count() / 2;
      from += margin;
      to -= margin;
    }
    if (data === 0 || clamp && data <= 0) return from;
    if (data === 1 || clamp && data >= 1) return to;
    return data * (to - from) + from;`],
  ],
};
