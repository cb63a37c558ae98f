// Draws the charts; everything else on the pages works without script.
(() => {
  const style = getComputedStyle(document.documentElement);
  const tone = name => style.getPropertyValue('--' + name).trim();

  function draw(holder) {
    const data = JSON.parse(holder.dataset.chart);
    const canvas = document.createElement('canvas');
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', holder.dataset.title);
    holder.append(canvas);
    const many = data.series.length > 1;
    new Chart(canvas, {
      type: 'bar',
      data: {
        labels: data.labels,
        datasets: data.series.map(s => ({label: s.name, data: s.values, backgroundColor: tone('chart-' + s.tone), borderRadius: 2, maxBarThickness: 38})),
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        plugins: {legend: {display: many, position: 'bottom', labels: {boxWidth: 10, color: tone('muted'), font: {size: 11}}}},
        scales: {
          x: {stacked: many, grid: {display: false}, ticks: {color: tone('muted'), font: {size: 11}, maxRotation: 0, autoSkip: true}},
          y: {stacked: many, beginAtZero: true, ticks: {precision: 0, color: tone('muted'), font: {size: 11}}, grid: {color: tone('line')}, border: {display: false}},
        },
      },
    });
  }

  document.addEventListener('DOMContentLoaded', () => document.querySelectorAll('[data-chart]').forEach(draw));
})();
