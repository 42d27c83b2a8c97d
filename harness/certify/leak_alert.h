// An alert when a figure grows from recycle to recycle and never comes back: memory
// that a pool of workers leaves behind each time its workers are replaced.
//
// A figure is what was in use after a recycle: whole bytes, measured when its workers
// are gone and garbage is collected. The first `warm_up` figures are not looked at.
// Then, with a tolerance T and the parts of a run
//
//   baseline  the lowest figure of the run so far, of those that are no growth;
//   level     where the last growth led; the baseline before the first one;
//   growths   how many there were,
//
// each figure x is the first of these that it fits:
//
//   returned  x <= baseline + T         growths = 0, baseline = min(baseline, x)
//   fell      x <  level - T            a new run begins: baseline = x, growths = 0
//   grew      x >  level + T            growths + 1, level = x
//   held      in between                nothing changes: noise, or a plateau
//
// The alert is given at the figure with which a run has `recycles` growths. So an alert
// says that the figure rose above its baseline by more than `recycles` times T, in so many
// steps, with no fall by more than T between them and never back near the baseline.
//
// That is silent where a pool is warm after some recycles (one growth, or a few, then a
// plateau), where it leaves something until a collector comes (growth, then a return or
// a fall), and where noise stays within 2T. It alerts on a leak that shows at each recycle,
// at each third, or that is less than T at a time: what creeps passes T in the end, for
// the baseline does not creep with it. It is blind to a saw whose every fall exceeds T:
// choose T above the noise and below what one recycle takes.
//
// Thread safety: values only.
// Invariants:
// - The alert depends on the figures up to it alone, and stays.
// - Adding a number to all figures, or repeating one, changes no verdict.
// - Figures that span no more than `recycles` times T give no alert.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace assay {

// Figures and tolerances are exact up to here: what a JSON number holds (2^53 - 1).
inline constexpr std::int64_t kLargestFigure = (std::int64_t{1} << 53U) - 1;

struct LeakRule {
  std::uint64_t recycles = 5;      // growths to an alert; at least 1
  std::int64_t tolerance = 65536;  // T, in the figures' unit; 0 to kLargestFigure
  std::uint64_t warm_up = 0;       // figures at the beginning that are not looked at
};

// A recycle, counted from 1 at the first figure, and its figure.
struct RecycleFigure {
  std::uint64_t recycle = 0;
  std::int64_t figure = 0;
  friend bool operator==(const RecycleFigure&, const RecycleFigure&) = default;
};

struct LeakAlert {
  RecycleFigure last_at_baseline;  // the growth began with the recycle after it
  RecycleFigure alerted;           // the growth that made the alert
  RecycleFigure reached;           // the last growth of that run
  std::uint64_t growths = 0;       // of that run, until its end
  RecycleFigure ended;             // where it fell or returned after all; recycle 0: it did not
  friend bool operator==(const LeakAlert&, const LeakAlert&) = default;
};

class LeakDetector {
 public:
  explicit LeakDetector(const LeakRule& rule) : rule_(rule) {}

  // The figure of the next recycle; from -kLargestFigure to kLargestFigure.
  void add(std::int64_t figure);

  std::uint64_t figures() const { return figures_; }
  // The fewest figures with which an alert is possible are there; with fewer, silence says nothing.
  bool enough() const {
    return figures_ > rule_.warm_up && figures_ - rule_.warm_up > rule_.recycles;
  }
  // The first alert.
  const std::optional<LeakAlert>& alert() const { return alert_; }

 private:
  void begin(RecycleFigure at, std::int64_t baseline);

  LeakRule rule_;
  std::uint64_t figures_ = 0;
  std::int64_t baseline_ = 0;
  std::int64_t level_ = 0;
  std::uint64_t growths_ = 0;
  RecycleFigure last_at_baseline_;
  bool alerted_run_ = false;  // the run of alert_ goes on
  std::optional<LeakAlert> alert_;
};

// The alert of a whole series.
std::optional<LeakAlert> find_leak(std::span<const std::int64_t> figures, const LeakRule& rule);

}  // namespace assay
