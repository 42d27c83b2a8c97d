// Model-check code of your own, in a page.
//
// 1. Write the code over assay::explore::atomic, which has the names and orders of
//    std::atomic; a template parameter lets the same source ship with std::atomic.
#include <assay/explore.h>

#include <cstring>

using assay::explore::atomic;
using assay::explore::check;
using assay::explore::var;

// A letter passes through a box that is empty or full.
template <std::memory_order kPublish>
class Mailbox {
 public:
  void put(int letter) {
    full_.await(0, std::memory_order_acquire);  // a spin loop: held up, not spinning
    letter_.set(letter);                        // not atomic: a race on it is a defect
    full_.store(1, kPublish);
  }
  int take() {
    full_.await(1, std::memory_order_acquire);
    const int letter = letter_.get();
    full_.store(0, std::memory_order_release);
    return letter;
  }

 private:
  atomic<int> full_;
  var<int> letter_;
};

// 2. A case: a bounded program that uses it, and what must hold. An object of it lives for
//    one execution; agents run all at once; they share nothing but atomics and vars.
template <std::memory_order kPublish>
struct mailbox {
  static constexpr assay::CaseInfo kInfo{
      .name = kPublish == std::memory_order_release ? "mailbox" : "broken_mailbox",
      .claim = "letters arrive, each once, in order",
      .agents = 2};
  Mailbox<kPublish> box;

  void agent(int me) {
    for (int letter = 1; letter <= 3; ++letter)
      if (me == 0)
        box.put(letter);
      else
        check(box.take() == letter, "letters come in order");
  }
};

// 3. Ask. PROVED is exit code 0: every execution that C++ allows was visited, within the
//    case's bounds. REFUTED is 3, with the execution, step by step; 4 is "not decided", with
//    the reason: never a pass. Then break it on purpose and see it refuted.
int main(int argc, char** argv) {
  if (argc > 1 && std::strcmp(argv[1], "broken") == 0)
    return assay::explore::verify<mailbox<std::memory_order_relaxed>>();
  return assay::explore::verify<mailbox<std::memory_order_release>>();
}
