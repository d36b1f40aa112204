// What is changed in how ECharts draws series, for the server (lean.mjs).

export const series = {
  // Emphasis, blur and selection: no state is ever entered. What is not shown has no
  // label, and what all bars or symbols of a series have in common is found once.
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
    ["      rect.ensureState('emphasis').style = emphasisStyle;\n      rect.ensureState('blur').style = blurStyle;\n      rect.ensureState('select').style = selectStyle;\n", ""],
    // The label of a cell that has none.
    ["        labelStatesModels = getLabelStatesModels(itemModel);", "        labelStatesModels = itemModel.get(['label', 'show']) ? getLabelStatesModels(itemModel) : null;"],
    ["      var rawValue = seriesModel.getRawValue(idx);", "      if (labelStatesModels) {\n      var rawValue = seriesModel.getRawValue(idx);"],
    ["        defaultText: defaultText\n      });\n", "        defaultText: defaultText\n      });\n      }\n"],
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
    [`    var emphasisState = symbolPath.ensureState('emphasis');
    emphasisState.style = emphasisItemStyle;
    symbolPath.ensureState('select').style = selectItemStyle;
    symbolPath.ensureState('blur').style = blurItemStyle;
`, ""],
    [`    var scaleRatio = hoverScale == null || hoverScale === true ? Math.max(1.1, 3 / this._sizeY)
    // PENDING: restrict hoverScale > 1? It seems unreasonable to scale down
    : isFinite(hoverScale) && hoverScale > 0 ? +hoverScale : 1;
    // always set scale to allow resetting
    emphasisState.scaleX = this._sizeX * scaleRatio;
    emphasisState.scaleY = this._sizeY * scaleRatio;
`, ""],
    ["    setLabelStyle(symbolPath, labelStatesModels, {", "    if (labelStatesModels.normal.getShallow('show')) setLabelStyle(symbolPath, labelStatesModels, {"],
    // Set as it is made, and not grown.
    [`    symbolPath.attr({
      z2: retrieve2(z2, 100),
      culling: true,
      scaleX: symbolSize[0] / 2,
      scaleY: symbolSize[1] / 2
    });
`, `    symbolPath.z2 = retrieve2(z2, 100);
    symbolPath.scaleX = symbolSize[0] / 2;
    symbolPath.scaleY = symbolSize[1] / 2;
`],
    ["    symbolPath.attr('rotation', (symbolRotate || 0) * Math.PI / 180 || 0);", "    if (symbolRotate) symbolPath.rotation = symbolRotate * Math.PI / 180 || 0;"],
    ["    cursorStyle && symbolPath.attr('cursor', cursorStyle);\n", ""],
    ["      if (!disableAnimation) {\n        var target = {\n          scaleX: this._sizeX,", "      if (false) {\n        var target = {\n          scaleX: this._sizeX,"],
  ],
  "echarts/lib/chart/helper/SymbolDraw.js": [
    [`  var emphasisModel = seriesModel.getModel('emphasis');
  return {
    emphasisItemStyle: emphasisModel.getModel('itemStyle').getItemStyle(),
    blurItemStyle: seriesModel.getModel(['blur', 'itemStyle']).getItemStyle(),
    selectItemStyle: seriesModel.getModel(['select', 'itemStyle']).getItemStyle(),
    focus: emphasisModel.get('focus'),
    blurScope: emphasisModel.get('blurScope'),
    emphasisDisabled: emphasisModel.get('disabled'),
    hoverScale: emphasisModel.get('scale'),
`, "  return {\n"],
  ],
  "echarts/lib/chart/helper/LineDraw.js": [
    [`  var emphasisModel = hostModel.getModel('emphasis');
  return {
    lineStyle: hostModel.getModel('lineStyle').getLineStyle(),
    emphasisLineStyle: emphasisModel.getModel(['lineStyle']).getLineStyle(),
    blurLineStyle: hostModel.getModel(['blur', 'lineStyle']).getLineStyle(),
    selectLineStyle: hostModel.getModel(['select', 'lineStyle']).getLineStyle(),
    emphasisDisabled: emphasisModel.get('disabled'),
    blurScope: emphasisModel.get('blurScope'),
    focus: emphasisModel.get('focus'),
`, "  return {\n"],
  ],
  "echarts/lib/chart/helper/Line.js": [
    [`      var emphasisModel = itemModel.getModel('emphasis');
      emphasisLineStyle = emphasisModel.getModel('lineStyle').getLineStyle();
      blurLineStyle = itemModel.getModel(['blur', 'lineStyle']).getLineStyle();
      selectLineStyle = itemModel.getModel(['select', 'lineStyle']).getLineStyle();
      emphasisDisabled = emphasisModel.get('disabled');
      focus = emphasisModel.get('focus');
      blurScope = emphasisModel.get('blurScope');
`, ""],
    ["    line.ensureState('emphasis').style = emphasisLineStyle;\n    line.ensureState('blur').style = blurLineStyle;\n    line.ensureState('select').style = selectLineStyle;\n", ""],
  ],
  "echarts/lib/chart/bar/BarView.js": [
    [`  var emphasisModel = itemModel.getModel(['emphasis']);
  toggleHoverEmphasis(el, emphasisModel.get('focus'), emphasisModel.get('blurScope'), emphasisModel.get('disabled'));
  setStatesStylesFromModel(el, itemModel);
  if (isZeroOnPolar`, "  if (isZeroOnPolar"],
    // The label of a bar that has none.
    ["  var labelStatesModels = getLabelStatesModels(itemModel);", "  if (looks(data, itemModel).label) {\n  var labelStatesModels = getLabelStatesModels(itemModel);"],
    ["    return getDefaultInterpolatedLabel(data, value);\n  });", "    return getDefaultInterpolatedLabel(data, value);\n  });\n  }"],
        // What the series says of its bars is asked once.
    ["  if (!isPolar) {\n    var borderRadius = itemModel.get(['itemStyle', 'borderRadius']) || 0;", "  if (!isPolar) {\n    var borderRadius = looks(data, itemModel).radius;"],
    ["  var borderColor = itemModel.get(['itemStyle', 'borderColor']);\n  if (!borderColor || borderColor === 'none') {", "  var borderColor = looks(data, itemModel).color;\n  if (!borderColor || borderColor === 'none') {"],
    ["  var lineWidth = itemModel.get(['itemStyle', 'borderWidth']) || 0;\n  // width or height may be", "  var lineWidth = looks(data, itemModel).width;\n  // width or height may be"],
    ["getLineWidth(itemModel, layout) : 0;", "getLineWidth(itemModel, layout, data) : 0;"],
    ["function getLineWidth(itemModel, rawLayout) {", `function looks(data, itemModel) {
  if (data.looks && data.looks.model === itemModel) return data.looks;
  return data.looks = {
    model: itemModel,
    radius: itemModel.get(['itemStyle', 'borderRadius']) || 0,
    color: itemModel.get(['itemStyle', 'borderColor']),
    width: itemModel.get(['itemStyle', 'borderWidth']) || 0,
    label: itemModel.get(['label', 'show'])
  };
}
function getLineWidth(itemModel, rawLayout, data) {`],
    // Bars that look the same share their style.
    ["      shape: extend({}, layout),\n      z2: 1\n    });\n    rect.__dataIndex", "      shape: layout,\n      style: styled(data, newIndex),\n      z2: 1\n    });\n    rect.__dataIndex"],
    ["  el.useStyle(style);\n  var cursorStyle", "  if (isPolar) el.useStyle(style);\n  var cursorStyle"],
    ["  var labelPositionOutside = isPolar", "  var labelPositionOutside = !looks(data, itemModel).label ? '' : isPolar"],
    ["var elementCreator = {", `function styled(data, idx) {
  var style = data.getItemVisual(idx, 'style');
  if (data.styledFrom !== style) {
    data.styledFrom = style;
    data.styled = Path.prototype.createStyle(style);
  }
  return data.styled;
}
var elementCreator = {`],
    // Set as it is made, and not grown.
    ["        initProps(el, {\n          shape: layout\n        }, seriesModel, dataIndex);\n", ""],
    ["    el.setShape('r', borderRadius);\n  } else if", "    el.shape.r = borderRadius;\n  } else if"],
    ["  var cursorStyle = itemModel.getShallow('cursor');\n  cursorStyle && el.attr('cursor', cursorStyle);\n", ""],
  ],

  // The area in which a line shows is there at once.
  "echarts/lib/chart/line/LineView.js": [["      lineGroup.setClipPath(createLineClipPath(this, coordSys, true, seriesModel));\n    } else {", "      lineGroup.setClipPath(createLineClipPath(this, coordSys, false, seriesModel));\n    } else {"]],

  // A title without a second line makes none.
  "echarts/lib/component/title/install.js": [["    var subTextEl = new graphic.Text({", "    var subTextEl = !subText ? { setStyle: function () {} } : new graphic.Text({"]],

  // The style of words is what their models say, not what they might say: models
  // are asked once each, and not for each of some thirty words.
  "echarts/lib/label/labelStyle.js": [
    ["  var richResult;\n  if (richItemNames) {", `  if (!richItemNames && !isNotNormal) {
    setPlainStyle(textStyle, said(textStyleModel), globalTextStyle || EMPTY_OBJ, opt, isAttached);
    return;
  }
  var richResult;
  if (richItemNames) {`],
    ["function getRichItemNames(textStyleModel) {", `function said(model) {
  var all = {}, parent = model.parentModel;
  if (parent) all = said(parent);
  for (var key in model.option) if (model.option[key] != null) all[key] = model.option[key];
  return all;
}
var keptAlways = {}, keptOfBox = {};
function setPlainStyle(to, all, global, opt, isAttached) {
  if (!keptAlways.align) {
    TEXT_PROPS_WITH_GLOBAL.forEach(function (key) { keptAlways[key] = 2; });
    TEXT_PROPS_SELF.forEach(function (key) { keptAlways[key] = 1; });
    TEXT_PROPS_BOX.forEach(function (key) { keptOfBox[key] = 1; });
  }
  var inherit = opt.inheritColor, box = !opt.disableBox, key;
  var fill = all.color, stroke = all.textBorderColor;
  if (fill === 'inherit' || fill === 'auto') fill = inherit || null;
  if (stroke === 'inherit' || stroke === 'auto') stroke = inherit || null;
  if (!isAttached) {
    fill = fill || global.color;
    stroke = stroke || global.textBorderColor;
    if (fill == null && inherit) fill = inherit;
  }
  if (fill != null) to.fill = fill;
  if (stroke != null) to.stroke = stroke;
  if (all.overflow) to.overflow = all.overflow;
  if (all.lineOverflow) to.lineOverflow = all.lineOverflow;
  if (all.minMargin != null) {
    var margin = isNumber(all.minMargin) ? all.minMargin / 2 : 0;
    to.margin = [margin, margin, margin, margin];
    to.__marginType = LabelMarginType.minMargin;
  } else if (all.textMargin != null) {
    to.margin = normalizeCssArray(all.textMargin);
    to.__marginType = LabelMarginType.textMargin;
  }
  var width = retrieve2(all.textBorderWidth, global.textBorderWidth);
  if (width != null) to.lineWidth = width;
  var dash = retrieve2(all.textBorderType, global.textBorderType);
  if (dash != null) to.lineDash = dash;
  var offset = retrieve2(all.textBorderDashOffset, global.textBorderDashOffset);
  if (offset != null) to.lineDashOffset = offset;
  var opacity = retrieve3(all.opacity, global.opacity, opt.defaultOpacity);
  if (opacity != null) to.opacity = opacity;
  for (key in global) if (keptAlways[key] === 2 && global[key] != null) to[key] = global[key];
  for (key in all) if (keptAlways[key] || box && keptOfBox[key]) to[key] = all[key];
  if (to.verticalAlign == null && all.baseline != null) to.verticalAlign = all.baseline;
  if (box) {
    if (all.borderType != null) to.borderDash = all.borderType;
    if (inherit && (to.backgroundColor === 'auto' || to.backgroundColor === 'inherit')) to.backgroundColor = inherit;
    if (inherit && (to.borderColor === 'auto' || to.borderColor === 'inherit')) to.borderColor = inherit;
  }
}
function getRichItemNames(textStyleModel) {`],
  ],

  // A value is looked for once among the pieces, without a call for each; only where
  // it lies in none, and the closest is asked for, by the way that finds that.
  "echarts/lib/visual/VisualMapping.js": [
    ["  VisualMapping.findPieceIndex = function (value, pieceList, findClosestWhenOutside) {", `  var last = {};
  VisualMapping.findPieceIndex = function (value, pieceList, findClosestWhenOutside) {
    if (last.value !== value || last.list !== pieceList) {
      last.index = pieceOf(value, pieceList);
      last.value = value;
      last.list = pieceList;
    }
    return last.index == null && findClosestWhenOutside ? closestPiece(value, pieceList, true) : last.index;
  };
  var pieceOf = function (value, pieceList) {
    for (var i = 0; i < pieceList.length; i++) {
      var own = pieceList[i].value;
      if (own != null && (own === value || typeof own === 'string' && own === value + '')) return i;
    }
    for (var i = 0; i < pieceList.length; i++) {
      var interval = pieceList[i].interval, close = pieceList[i].close;
      if (!interval) continue;
      var low = interval[0], high = interval[1];
      if ((low === -Infinity || (close[0] ? low <= value : low < value)) && (low !== -Infinity && high === Infinity || (close[1] ? value <= high : value < high))) return i;
    }
  };
  var closestPiece = function (value, pieceList, findClosestWhenOutside) {`],
  ],

  // A label that says its own words, or the mere name, asks for nothing else.
  "echarts/lib/model/mixin/dataFormat.js": [
    ["    status = status || 'normal';\n    var data = this.getData(dataType);\n", `    status = status || 'normal';
    var data = this.getData(dataType);
    if (!formatter) formatter = data.getItemModel(dataIndex).get(status === 'normal' ? ['label', 'formatter'] : [status, 'label', 'formatter']);
    if (!formatter) return formatter === '' ? '' : undefined;
    if (typeof formatter === 'string') {
      if (formatter.indexOf('{') < 0) return formatter;
      var name = formatter === '{b}' ? data.getName(dataIndex) : formatter === '{a}' && this.mainType === 'series' ? this.name : null;
      if (typeof name === 'string' && name.indexOf('{') < 0 && name.indexOf('$') < 0) return name;
    }
`],
  ],

  // Labels that nobody asks to move stay where they are; lines to labels there are
  // where a series has some.
  "echarts/lib/label/LabelManager.js": [
    ["    if (!(isFunction(layoutOption) || keys(layoutOption).length)) {", "    if (!(isFunction(layoutOption) || keys(layoutOption).some(function (key) { return layoutOption[key]; }))) {"],
    ["      var ecData = getECData(child);\n", "      if (!textEl) return;\n      var ecData = getECData(child);\n"],
    // A label whose style is what it was is not laid out again.
    ["        label.setStyle('x', defaultLabelAttr.style.x);", "        if (label.style.x !== defaultLabelAttr.style.x) label.setStyle('x', defaultLabelAttr.style.x);"],
    ["        label.setStyle('y', defaultLabelAttr.style.y);", "        if (label.style.y !== defaultLabelAttr.style.y) label.setStyle('y', defaultLabelAttr.style.y);"],
    ["        label.setStyle(key, layoutOption[key] != null ? layoutOption[key] : defaultLabelAttr.style[key]);", "        var asked = layoutOption[key] != null ? layoutOption[key] : defaultLabelAttr.style[key];\n        if (label.style[key] !== asked) label.setStyle(key, asked);"],
    ["      var animationEnabled = seriesModel.isAnimationEnabled();\n", "      var animationEnabled = false;\n      if (!seriesModel.get('labelLine')) return;\n"],
  ],

  // An end of a line that has no symbol need not know how it would look.
  "echarts/lib/component/marker/MarkLineView.js": [
    ["      var style = itemModel.getModel('itemStyle').getItemStyle();\n      if (style.fill == null) {", `      if (retrieve2(itemModel.get('symbol', true), symbolType[isFrom ? 0 : 1]) === 'none' && mlModel.get(['lineStyle', 'color']) != null) {
        data.setItemVisual(idx, { symbol: 'none' });
        return;
      }
      var style = itemModel.getModel('itemStyle').getItemStyle();
      if (style.fill == null) {`],
    ["    mlData.line.eachItemGraphicEl(function (el) {\n      getECData(el).dataModel = mlModel;\n      el.traverse(function (child) {\n        getECData(child).dataModel = mlModel;\n      });\n    });\n", ""],
  ],
};
