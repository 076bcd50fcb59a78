import { CustomChart, type CustomSeriesOption, LineChart, type LineSeriesOption } from 'echarts/charts'
import { GridComponent, type GridComponentOption, LegendComponent, type LegendComponentOption } from 'echarts/components'
import { type ComposeOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { escaped } from '../escape.ts'
import { type Markup, trusted } from '../markup.ts'

use([CustomChart, GridComponent, LegendComponent, LineChart, SVGRenderer])

/** What Apache ECharts is told to draw, of the parts that a report needs. */
export type ChartOption = ComposeOption<CustomSeriesOption | GridComponentOption | LegendComponentOption | LineSeriesOption>

/** A chart and how it stands on the page. */
export interface Drawing {
  /** unlike any other on the page */
  readonly id: string
  /** what it shows, for who cannot see it */
  readonly label: string
  readonly width: number
  readonly height: number
  readonly option: ChartOption
  /** what is said on hovering over a mark, by series and by mark */
  readonly titles?: readonly (readonly string[])[]
}

const mark = /<path([^>]*?) ecmeta_series_index="(\d+)" ecmeta_data_index="(\d+)" ecmeta_ssr_type="chart"([^>]*)><\/path>/g

/** A mark that is hovered over says its title; everything else that ECharts adds for scripts and its own style is taken out. */
const still = (svg: string, { id, label, titles = [] }: Drawing): string => svg
  .replace(mark, (_, before: string, series: string, item: string, after: string) => {
    const title = titles[Number(series)]?.[Number(item)]
    return `<path${before}${after}>${title === undefined ? '' : `<title>${escaped(title)}</title>`}</path>`
  })
  .replace(/<style >[\s\S]*?<\/style>/, '')
  .replaceAll(/ (?:class="zr[^"]*"|ecmeta_\w+="[^"]*"|pointer-events="visible"|xml:space="preserve")/g, '')
  .replaceAll(/("|"url\(#)zr\d+-/g, `$1${id}-`)
  .replace(/^<svg [^>]*?viewBox="([^"]*)"[^>]*>/, `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escaped(label)}" viewBox="$1">`)

/**
 * A chart as SVG, drawn without a browser. Colours are the page's custom properties (`var(--ink)`), so that one drawing is right
 * in light and dark; identifiers are numbered by ECharts from the start of the process, so they are named after the chart.
 */
export const drawn = (drawing: Drawing): Markup => {
  const { width, height, option } = drawing
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height, locale: 'EN' })
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: 'inherit' }, ...option })
    return trusted(still(chart.renderToSVGString(), drawing))
  } finally {
    chart.dispose()
  }
}
