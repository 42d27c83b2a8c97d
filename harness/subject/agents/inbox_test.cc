#include "harness/subject/inbox.h"

#include <gtest/gtest.h>

#include <array>
#include <deque>
#include <thread>
#include <vector>

#include "harness/subject/agent_record.h"
#include "harness/world/production.h"

namespace assay {
namespace {

struct Numbered : Letter<Production> {
  explicit Numbered(int n) : Letter<Production>(LetterKind::message), number(n) {}
  int number;
};

std::vector<int> numbers(Letter<Production>* oldest) {
  std::vector<int> all;
  for (; oldest != nullptr; oldest = oldest->next.get())
    all.push_back(static_cast<Numbered*>(oldest)->number);
  return all;
}

TEST(InboxTest, letters_are_taken_in_the_order_of_their_posts_and_once) {
  AgentRecord<Production> owner;
  std::array<Numbered, 4> letters{Numbered(0), Numbered(1), Numbered(2), Numbered(3)};
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(owner.inbox.post(letters[i]), true);
  EXPECT_EQ(numbers(owner.inbox.take()), (std::vector{0, 1, 2}));
  EXPECT_EQ(owner.inbox.take(), nullptr);
  EXPECT_EQ(owner.inbox.post(letters[3]), true);
  EXPECT_EQ(numbers(owner.inbox.take()), std::vector{3});
}

TEST(InboxTest, what_lay_there_comes_back_at_the_close_and_nothing_comes_after) {
  AgentRecord<Production> owner;
  Numbered before(1);
  Numbered late(2);
  EXPECT_EQ(owner.inbox.post(before), true);
  EXPECT_EQ(numbers(owner.inbox.close()), std::vector{1});
  EXPECT_EQ(owner.inbox.post(late), false);
  owner.inbox.open();
  EXPECT_EQ(owner.inbox.post(late), true);
  EXPECT_EQ(numbers(owner.inbox.take()), std::vector{2});
}

TEST(InboxTest, nobody_dozes_over_a_letter) {
  AgentRecord<Production> owner;
  Numbered letter(7);
  EXPECT_EQ(owner.inbox.post(letter), true);
  owner.inbox.doze(kNever);  // returns
  EXPECT_EQ(numbers(owner.inbox.take()), std::vector{7});
}

TEST(InboxTest, a_doze_ends_with_its_deadline) {
  AgentRecord<Production> owner;
  const Time until = Production::now() + 200'000;
  while (Production::now() < until) owner.inbox.doze(until);
  EXPECT_EQ(owner.inbox.take(), nullptr);
  Numbered letter(1);
  EXPECT_EQ(owner.inbox.post(letter), true);  // it is awake again: the letter is found
  EXPECT_EQ(numbers(owner.inbox.take()), std::vector{1});
}

TEST(InboxTest, a_letter_wakes_its_reader_whoever_posts) {
  constexpr int kPosters = 2;
  constexpr int kLetters = 500;
  AgentRecord<Production> owner;
  std::array<std::deque<Numbered>, kPosters> letters;
  for (int p = 0; p < kPosters; ++p)
    for (int i = 0; i < kLetters; ++i)
      letters[static_cast<std::size_t>(p)].emplace_back(p * kLetters + i);
  std::vector<std::thread> posters;
  for (auto& mine : letters)
    posters.emplace_back([&owner, &mine] {
      for (Numbered& letter : mine) {
        owner.inbox.post(letter);
        if (letter.number % 8 == 0) std::this_thread::yield();
      }
    });
  std::array<std::vector<int>, kPosters> read;
  for (int count = 0; count < kPosters * kLetters;) {
    const std::vector<int> some = numbers(owner.inbox.take());
    for (const int number : some)
      read[static_cast<std::size_t>(number / kLetters)].push_back(number);
    count += static_cast<int>(some.size());
    if (some.empty()) owner.inbox.doze(kNever);
  }
  for (std::thread& poster : posters) poster.join();
  for (int p = 0; p < kPosters; ++p) {
    std::vector<int> all;
    for (int i = 0; i < kLetters; ++i) all.push_back(p * kLetters + i);
    EXPECT_EQ(read[static_cast<std::size_t>(p)], all);
  }
}

}  // namespace
}  // namespace assay
