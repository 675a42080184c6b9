using System.Buffers;
using System.Text;

namespace Archiver.Texts;

/// <summary>Whole numbers as people write them: in the digits of any script, in groups or not.</summary>
internal static class WholeNumber
{
    /// <summary>Reads a text that is a whole number and can be no other.</summary>
    /// <param name="text">UTF-8, without what is invisible around it.</param>
    /// <param name="value">The number; null where it is too large to count anything, or there is none.</param>
    /// <returns>Whether the text is a whole number.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out int? value)
    {
        value = null;
        var number = 0L;
        var groups = new Groups();
        var (zero, separator) = (default(Rune), default(Rune));
        while (text.Length > 0)
        {
            if (Rune.DecodeFromUtf8(text, out var rune, out var length) != OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
            if (Rune.IsDigit(rune))
            {
                var digit = (int)Rune.GetNumericValue(rune);
                var itsZero = new Rune(rune.Value - digit);
                if (zero != default && zero != itsZero)
                {
                    return false;
                }

                zero = itsZero;
                groups.Add(digit);
                number = Math.Min((10 * number) + digit, int.MaxValue + 1L);
            }
            else if (IsSeparator(rune))
            {
                if ((separator != default && separator != rune) || !groups.End())
                {
                    return false;
                }

                separator = rune;
            }
            else if (!Invisible.IsMark(rune))
            {
                return false;
            }
        }

        if (!groups.AreWhole)
        {
            return false;
        }

        value = number <= int.MaxValue ? (int)number : null;
        return true;
    }

    /// <summary>What stands between groups of digits. The Arabic decimal separator does not.</summary>
    private static bool IsSeparator(Rune rune) => rune.Value is ',' or '.' or '\'' or '_' or '`' or 0xB4 or 0xB7 or 0x02BC
        or 0x02D9 or 0x060C or 0x066C or 0x2018 or 0x2019 or 0x2032 or 0x2396 or 0x3001 or 0xFF07 or 0xFF0C or 0xFF0E or 0xFF3F
        || Rune.IsWhiteSpace(rune);

    /// <summary>
    /// The lengths of the groups: all of three digits, or as in India of two and the last of three. Anything else may
    /// be a fraction.
    /// </summary>
    private struct Groups
    {
        private int _length, _count;
        private bool _beginsWithZero, _hasThrees, _hasTwos, _isOdd;

        public readonly bool AreWhole => _count == 0 ? _length > 0
            : _length == 3 && !_beginsWithZero && !_isOdd && !(_hasThrees && _hasTwos);

        public void Add(int digit)
        {
            _beginsWithZero |= _count == 0 && _length == 0 && digit == 0;
            _length++;
        }

        /// <returns>Whether there was a group.</returns>
        public bool End()
        {
            var length = _length;
            _isOdd |= length > 3 || (_count > 0 && length < 2) || (_count == 0 && length == 0);
            _hasThrees |= length == 3;
            _hasTwos |= _count > 0 && length == 2;
            _count++;
            _length = 0;
            return length > 0;
        }
    }
}
