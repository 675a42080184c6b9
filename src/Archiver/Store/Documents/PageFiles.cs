using Microsoft.Win32.SafeHandles;

namespace Archiver.Store.Documents;

/// <summary>The two files of an archive that is opened to write.</summary>
internal class PageFiles
{
    public virtual DataFile Data(SafeFileHandle file) => new(file, writable: true);

    public virtual LogFile Log(SafeFileHandle file, DataFile data) => new(file, data, writable: true);
}
