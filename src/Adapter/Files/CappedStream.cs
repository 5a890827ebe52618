namespace Adapter.Files;

/// <summary>A part of a workbook that may not unfold beyond a size.</summary>
/// <param name="part">The part, unfolded.</param>
/// <param name="most">Bytes of the whole.</param>
/// <param name="mostOfStep">Bytes of what is read between two calls of <see cref="Begin"/>.</param>
sealed class CappedStream(Stream part, long most, long mostOfStep) : Stream
{
    long read;
    long begun;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Another step begins here.</summary>
    public void Begin() => begun = read;

    /// <exception cref="FileFault">It is larger.</exception>
    public override int Read(Span<byte> buffer)
    {
        var taken = part.Read(buffer);
        read += taken;
        if (read - begun > mostOfStep) throw XlsxPart.TooLong();
        return read <= most ? taken : throw new FileFault("工作簿太大，请分成几个文件。");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) part.Dispose();
        base.Dispose(disposing);
    }
}
