using Archiver.Articles;
using Archiver.Store;
using Archiver.Tests.Formats.Dumps;
using CsCheck;

namespace Archiver.Tests.Store;

public sealed class StateOrderTests
{
    /// <summary>As one would do it by hand: before the first that says that it was updated later, else at the end.</summary>
    [Fact]
    public void Late_states_stand_where_a_search_from_the_beginning_puts_them() =>
        Gen.Select(Gen.Int[0, 6].Array[0, 5], Gen.Int[0, 6].Array[0, 30]).Sample((stored, times) =>
        {
            var updated = stored.Select(TimeOf).ToList();
            var expected = Enumerable.Range(0, stored.Length).ToList();
            var order = new StateOrder([.. expected], number => updated[number]);
            var current = (WallTime?)null;
            foreach (var time in times.Select(TimeOf))
            {
                var number = updated.Count;
                updated.Add(time < current ? time : current);
                if (time < current)
                {
                    var next = expected.FindIndex(each => updated[each] > time);
                    expected.Insert(next < 0 ? expected.Count : next, number);
                    order.Insert(number, time!.Value);
                }
                else
                {
                    expected.Add(number);
                    order.Append(number, current);
                    current = time;
                }
            }

            Assert.Equal(expected, order.ToArray());
            Assert.Equal(expected.Count, order.Count);
        });

    private static WallTime? TimeOf(int day) => day == 0 ? null : new WallTime(new DateTime(2024, 1, day));
}
