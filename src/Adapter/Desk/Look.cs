using MudBlazor;

namespace Adapter.Desk;

/// <summary>Colours and letters. Fonts of the machine: a data center has no internet.</summary>
static class Look
{
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1f4e8c",
            Secondary = "#5b6b7f",
            AppbarBackground = "#1f4e8c",
            Background = "#f5f7fa",
            Success = "#1b6e3c",
            Warning = "#8a5300",
            Error = "#b3261e",
            Info = "#1f5f8b",
            TextPrimary = "#1c2733",
            TextSecondary = "#4a5765",
        },
        Typography = new()
        {
            Default = new DefaultTypography
            {
                FontFamily = ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei", "sans-serif"],
                FontSize = "0.875rem",
                LetterSpacing = "normal",
            },
            Button = new ButtonTypography { TextTransform = "none", LetterSpacing = "normal" },
        },
        LayoutProperties = new() { DefaultBorderRadius = "6px" },
    };
}
