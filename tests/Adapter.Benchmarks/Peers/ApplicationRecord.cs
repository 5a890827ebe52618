namespace Adapter.Benchmarks.Peers;

/// <summary>An application as a class, as the peers take it.</summary>
sealed class ApplicationRecord
{
    public string? ADC201 { get; set; }
    public string? AAB301 { get; set; }
    public string? AAE127 { get; set; }
    public string? AAC003 { get; set; }
    public string? AAC004 { get; set; }
    public string? AAC005 { get; set; }
    public string? AAC024 { get; set; }
    public string? AAC011 { get; set; }
    public string? AAC033 { get; set; }
    public string? ALA040 { get; set; }
    public string? AJC090 { get; set; }
    public string? AAC002 { get; set; }
    public string? AAC058 { get; set; }
    public string? AAC044 { get; set; }
    public string? AAB299 { get; set; }
    public string? AAC010 { get; set; }
    public string? AAF016 { get; set; }
    public string? AAC046 { get; set; }
    public string? ACA111 { get; set; }
    public string? AAC015 { get; set; }
    public string? ACA200 { get; set; }
    public string? ACA202 { get; set; }
    public string? ACA201 { get; set; }
    public string? ACA203 { get; set; }
    public string? AAC200 { get; set; }
    public string? AAC014 { get; set; }
    public string? ACA204 { get; set; }
    public string? ACA206 { get; set; }
    public string? ACA205 { get; set; }
    public string? ACA207 { get; set; }
    public string? AAC067 { get; set; }
    public string? AAE005 { get; set; }
    public string? AAE159 { get; set; }
    public string? AAE461 { get; set; }
    public string? ADC221 { get; set; }
    public string? AJC093 { get; set; }
    public string? ADC220 { get; set; }
    public string? ACA112 { get; set; }
    public string? AAE815 { get; set; }
    public string? ADC222 { get; set; }
}
