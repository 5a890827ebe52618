using Microsoft.Playwright;

namespace Adapter.EndToEnd.Support;

/// <summary>Writes into every field of a page that takes text, whatever the field is for, and hands in every form.</summary>
static class Typist
{
    /// <summary>Waits until what the page has sent so far is dealt with: a call that nobody answers to comes back behind it.</summary>
    public const string Handled = "async () => { try { await DotNet.invokeMethodAsync('adapter', 'Nothing'); } catch { } }";

    const string Write = """
        async ([texts, round]) => {
          const fields = [...document.querySelectorAll('input, textarea')].filter(field =>
            field.offsetParent !== null && !field.disabled && !field.readOnly && (field.localName === 'textarea' || ['text', 'search'].includes(field.type)));
          fields.forEach((field, place) => {
            field.value = texts[(round + place) % texts.length];
            field.dispatchEvent(new Event('input', { bubbles: true }));
            field.dispatchEvent(new Event('change', { bubbles: true }));
          });
          for (const form of document.querySelectorAll('form:not([action])')) if (form.offsetParent !== null) form.requestSubmit();
          await DotNet.invokeMethodAsync('adapter', 'Nothing').catch(() => {});
          return fields.length;
        }
        """;

    /// <summary>Round by round, until each field had each text; how many fields there were at the most.</summary>
    public static async Task<int> FillAll(this IPage page, IReadOnlyList<string> texts)
    {
        var most = 0;
        for (var round = 0; round < texts.Count; round++) most = Math.Max(most, await page.EvaluateAsync<int>(Write, new object[] { texts, round }));
        return most;
    }

    /// <summary>Into one field, however long the field says that it may be.</summary>
    public static Task Put(this IPage page, string field, string text) => page.EvalOnSelectorAsync(field, """
        (field, text) => {
          field.value = text;
          field.dispatchEvent(new Event('change', { bubbles: true }));
        }
        """, text);

    /// <summary>To another page of the desk as a link of it leads there, once the browser is at the desk.</summary>
    public static async Task Go(this IPage page, string path)
    {
        if (page.Url == "about:blank") await page.GotoAsync(path);
        else
        {
            await page.EvaluateAsync("path => Blazor.navigateTo(path)", path);
            await page.EvaluateAsync(Handled);
        }
        await page.WaitForSelectorAsync("main h1");
    }

    /// <summary>Chooses a file once the page hears of it: what is chosen before is lost.</summary>
    public static async Task Choose(this IPage page, string field, string file)
    {
        await page.WaitForSelectorAsync(field, new() { State = WaitForSelectorState.Attached });
        await page.EvaluateAsync(Handled);
        await page.SetInputFilesAsync(field, file);
    }

    /// <summary>Waits until the page shows this, letter by letter.</summary>
    public static async Task Shows(this IPage page, string text)
    {
        try
        {
            await page.WaitForFunctionAsync("text => document.querySelector('main')?.textContent.includes(text)", text, new() { Timeout = 10_000 });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{page.Url} does not show {text}: {await page.InnerTextAsync("main")}");
        }
    }
}
