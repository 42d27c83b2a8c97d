#include "harness/certify/leak_alert.h"

#include <algorithm>

namespace assay {

void LeakDetector::begin(RecycleFigure at, std::int64_t baseline) {
  if (alerted_run_) alert_->ended = at;
  alerted_run_ = false;
  baseline_ = level_ = baseline;
  growths_ = 0;
  last_at_baseline_ = at;
}

void LeakDetector::add(std::int64_t figure) {
  const RecycleFigure now{++figures_, figure};
  if (figures_ <= rule_.warm_up) return;
  if (figures_ == rule_.warm_up + 1) return begin(now, figure);
  if (figure <= baseline_ + rule_.tolerance) return begin(now, std::min(baseline_, figure));
  if (figure < level_ - rule_.tolerance) return begin(now, figure);
  if (figure <= level_ + rule_.tolerance) return;
  level_ = figure;
  ++growths_;
  if (!alert_ && growths_ >= rule_.recycles) {
    alert_.emplace();
    alert_->last_at_baseline = last_at_baseline_;
    alert_->alerted = now;
    alerted_run_ = true;
  }
  if (alerted_run_) {
    alert_->reached = now;
    alert_->growths = growths_;
  }
}

std::optional<LeakAlert> find_leak(std::span<const std::int64_t> figures, const LeakRule& rule) {
  LeakDetector detector(rule);
  for (const std::int64_t figure : figures) detector.add(figure);
  return detector.alert();
}

}  // namespace assay
